// @ts-check
/** Plays a pack for one learner and tells a recorder what was read and answered. */

import { fill } from "../lib/fill.js";
import { html, nothing, render } from "lit-html";
import { focusOn } from "../lib/dom.js";
import { icon } from "../lib/icons.js";
import { newId } from "../lib/id.js";
import { directionOf } from "../lib/texts.js";
import { prose } from "../lib/trusted.js";
import { head } from "./contents.js";
import { createProgress, neededOf } from "./progress.js";
import { createDrafts } from "./question.js";
import { foot, slideOf } from "./slide.js";
import { termPanel } from "./terms.js";
import { watch } from "./watch.js";
import { createCourseWords } from "./words.js";
import { keep } from "./written.js";

/** @typedef {import("./types.js").Pack} Pack */
/** @typedef {import("./types.js").Deed} Deed */
/** @typedef {import("./types.js").PackSlide} PackSlide */
/** @typedef {import("../lib/words.js").Words} Words */
/** @typedef {Awaited<ReturnType<typeof play>>} Playing */
/** @typedef {ReturnType<typeof createPlayer>} Player */

/**
 * @typedef {object} Extras
 * @property {(words: Words) => unknown} [carrier] what carries the player says below the slide, as a template
 * @property {string} [slide] the slide to begin at, whatever was saved
 * @property {(slide: string) => void} [moved] another slide is shown
 * @property {string} [language] where nothing was saved
 */

/**
 * @param {HTMLElement} element is emptied
 * @param {Pack} pack
 * @param {import("./types.js").Recorder} recorder
 * @param {Extras} [extras]
 * @returns {Promise<{progress: import("./progress.js").Progress, draw: () => void, show: (slide: string) => void, stop: () => void}>}
 *   `show` goes to a slide by its id; `draw` after `carrier` has changed; `stop` tells what there is and takes the player away
 */
export async function play(element, pack, recorder, extras = {}) {
  const saved = await recorder.load();
  // Of its own, for what was drawn in the element before is remembered there.
  const place = document.createElement("div");
  place.className = "player";
  fill(element, place);
  const player = createPlayer(place, pack, recorder, saved, extras);
  player.begin();
  const show = (/** @type {string} */ slide) => player.go(pack.slides.findIndex(({ id }) => id === slide));
  return { progress: player.progress, draw: player.draw, show, stop: player.stop };
}

/**
 * @param {HTMLElement} element
 * @param {Pack} pack
 * @param {import("./types.js").Recorder} recorder
 * @param {import("./types.js").Saved} saved
 * @param {Extras} extras
 */
function createPlayer(element, pack, recorder, saved, extras) {
  const progress = createProgress(pack, saved);
  const wanted = [saved.language, extras.language ?? "", document.documentElement.lang];
  /** @type {Map<string, HTMLElement>} bodies of the slide that is shown, by their HTML */
  const bodies = new Map();
  const watcher = watch((deed) => void tell(deed));

  const player = {
    pack,
    progress,
    language: wanted.find((tag) => pack.languages.includes(tag)) ?? /** @type {string} */ (pack.languages[0]),
    words: createCourseWords({}, "en"),
    shown: Math.max(0, pack.slides.findIndex(({ id }) => id === (extras.slide || saved.slide))),
    drafts: createDrafts(() => draw()),
    /** @type {Map<string, string>} what is being written, by slide */
    texts: new Map(),
    /** @type {Map<string, string>} what is being kept just now, by slide: a page that goes says so twice */
    telling: new Map(),
    /** @type {Set<string>} questions that are answered anew */
    editing: new Set(),
    /** @type {{slide: string, code: string} | null} */
    wrong: null,
    isOpen: false,
    /** @type {import("./types.js").PackTerm | null} */
    term: null,
    draw,
    stop,
    go,
    begin,
    /** Above the slide, if it is another one that is shown. @param {string} slide @param {string} code */
    refuse(slide, code) {
      player.wrong = { slide: slide === current().id ? slide : "", code };
      draw();
    },
    /** @param {string} id @param {import("./types.js").Answer} answer */
    async answer(id, answer) {
      player.wrong = null;
      const deed = { type: /** @type {const} */ ("answered"), key: newId(), item: id, at: Date.now(), language: player.language, answer };
      const code = await tell(deed);
      if (code) return player.refuse(id, code);
      player.drafts.forget(id);
      if (player.texts.get(id)?.trim() === answer.text) player.texts.delete(id);
      player.editing.delete(id);
      draw();
      // The button that was pressed is gone; what came of it stands in its place.
      if (id === current().id) focusOn(element.querySelector(".player-verdict"));
    },
    /** @param {string} id */
    edit(id) {
      player.editing.add(id);
      draw();
      focusOn(element.querySelector(".poll-options"));
    },
    /** @param {string} id @param {string} text */
    write(id, text) {
      player.wrong = null;
      player.texts.set(id, text);
      draw();
    },
    /** @param {string} tag */
    choose(tag) {
      player.language = tag;
      progress.place({ language: tag });
      recorder.language(tag);
      word();
      watcher.at(current().id, missing());
      draw();
    },
    /** @param {Event} event */
    toggleContents(event) {
      const { open } = /** @type {HTMLDetailsElement} */ (event.target);
      if (open === player.isOpen) return;
      player.isOpen = open;
      draw();
    },
    closeTerm() {
      player.term = null;
      draw();
    },
    /** HTML of the pack as an element, the same for as long as it is shown. @param {string} text @param {string} language */
    prose(text, language) {
      const name = `${language} ${text}`;
      const body = bodies.get(name) ?? prose(withImages(text), language);
      bodies.set(name, body);
      return body;
    },
  };

  function begin() {
    word();
    element.addEventListener("click", follow);
    document.addEventListener("visibilitychange", keepTexts);
    addEventListener("pagehide", leave);
    look();
    draw();
  }

  function stop() {
    leave();
    watcher.stop();
    element.removeEventListener("click", follow);
    document.removeEventListener("visibilitychange", keepTexts);
    removeEventListener("pagehide", leave);
    element.remove();
  }

  function leave() {
    keepTexts();
    watcher.flush();
    recorder.leave();
  }

  /**
   * What is being written, and what could not be kept before. A phone ends pages that are out of
   * sight without a word: each time they are hidden may be the last.
   */
  function keepTexts() {
    for (const id of [...player.texts.keys()]) void keep(player, id);
  }

  /** @param {Deed} deed @returns {Promise<string>} why it could not be kept, or "" */
  async function tell(deed) {
    try {
      await recorder.tell(deed);
    } catch (error) {
      const code = reasonOf(error);
      if (deed.type === "read") player.refuse("", code);
      return code;
    }
    if (player.wrong?.slide === "") player.wrong = null;
    progress.apply(deed, player.language);
    draw();
    return "";
  }

  function word() {
    const { language } = player;
    player.words = createCourseWords(pack.words[language] ?? {}, language);
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
    document.title = pack.title[language] ?? pack.id;
  }

  /** @returns {PackSlide} */
  function current() {
    return /** @type {PackSlide} */ (pack.slides[player.shown]);
  }

  /** Seconds until this slide counts as read. */
  function missing() {
    const slide = current();
    return progress.isDone(slide.id) ? 0 : Math.max(0, neededOf(slide, player.language) - progress.secondsOf(slide.id));
  }

  function look() {
    const { id } = current();
    progress.place({ slide: id });
    recorder.place(id);
    extras.moved?.(id);
    watcher.at(id, missing());
  }

  /** @param {number} number of a slide, from 0 */
  function go(number) {
    if (number < 0 || number >= pack.slides.length) return;
    keepTexts();
    player.shown = number;
    bodies.clear();
    player.wrong = null;
    player.isOpen = false;
    look();
    draw();
    element.querySelector(".player-main")?.scrollIntoView({ block: "start" });
    focusOn(element.querySelector(".slide-title"));
  }

  /** Links of a slide: terms open here, other pages beside this one. @param {Event} event */
  function follow(event) {
    const link = /** @type {Element} */ (event.target).closest("a[href]");
    if (!(link instanceof HTMLAnchorElement) || !link.closest(".prose")) return;
    if (!link.classList.contains("term")) {
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      return;
    }
    event.preventDefault();
    const id = decodeURIComponent(link.hash.slice(1));
    player.term = pack.terms[player.language]?.find((term) => term.id === id) ?? null;
    draw();
    const panel = element.querySelector("dialog");
    if (!player.term || !panel || panel.open) return;
    if (panel.showModal) panel.showModal();
    else panel.setAttribute("open", "");
  }

  /** @param {string} text */
  function withImages(text) {
    const found = Object.entries(pack.images);
    return found.reduce((all, [from, to]) => all.split(`src="${from}"`).join(`src="${to}"`), text);
  }

  function draw() {
    render(template(), element);
  }

  function template() {
    const { words, wrong } = player;
    return html`${head(player)}
      <p class="poll-status stop" role="alert">${wrong?.slide === "" ? [icon("warn"), " ", words.refusal(wrong.code)] : nothing}</p>
      <main class="player-main" id="main">${slideOf(player, current())} ${foot(player)}</main>
      ${extras.carrier?.(words) ?? nothing}
      ${termPanel(player, player.term)}
      <p id="said" class="unseen" role="status"></p>`;
  }

  return player;
}

/** The code of a refusal. @param {unknown} error */
function reasonOf(error) {
  const { name, message } = /** @type {Error} */ (error);
  if (name === "QuotaExceededError") return "device_full";
  return message === "gone" ? "course_gone" : "not_kept";
}
