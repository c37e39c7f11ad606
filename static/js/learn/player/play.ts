/** Plays a pack for one learner, and tells a recorder what was read and answered. */

import { decodePart } from "../../kit/address.ts";
import { fill } from "../../kit/fill.ts";
import { html, nothing, render } from "lit-html";
import { focusOn } from "../../kit/dom.ts";
import { icon } from "../../kit/icons.ts";
import { newId } from "../../kit/id.ts";
import { directionOf } from "../../kit/texts.ts";
import { prose } from "../../kit/trusted_html.ts";
import type { Table, Words } from "../../kit/words.ts";
import { head } from "./head.ts";
import { home } from "./home.ts";
import { pathOf, placeOf, type Place } from "./places.ts";
import { createProgress, mark, neededOf, type Progress } from "./progress.ts";
import { createDrafts } from "./question.ts";
import { repeatPage } from "./repeat.ts";
import { roundEnd } from "./round_end.ts";
import { roundsOf, roundWith } from "./rounds.ts";
import { foot, placeLine, slideOf } from "./slide.ts";
import { termPanel } from "./terms.ts";
import type { Answer, Deed, Pack, PackSlide, PackTerm, Recorder, Saved, Try } from "./types.ts";
import { watch } from "./watch.ts";
import { createCourseWords } from "./words.ts";
import { createReader } from "../reading/read_aloud.ts";
import { saveText } from "./exercise.ts";

export type Player = ReturnType<typeof createPlayer>;

interface Extras {
  /** The carrier's content below the slide, as a template. */
  carrier?: (words: Words) => unknown;
  /** The path of the page to begin at, see `places.ts`; the first page if not given. */
  path?: string;
  /** Called with the path of each page that is shown. */
  moved?: (path: string) => void;
  /** The language if none was saved. */
  language?: string;
  /** The player's own words by language, if they do not come with the pack. */
  words?: Record<string, Table>;
}

/**
 * @param element is emptied
 * @returns `show` goes to a page by its path; `draw` redraws after `carrier` has changed; `stop` records what remains
 *   and removes the player
 */
export async function play(
  element: HTMLElement,
  pack: Pack,
  recorder: Recorder,
  extras: Extras = {},
): Promise<{ progress: Progress; draw: () => void; show: (path: string) => void; stop: () => void }> {
  const saved = await recorder.load();
  // A new element: lit remembers in the old one what was drawn there before.
  const place = document.createElement("div");
  place.className = "player";
  fill(element, place);
  const player = createPlayer(place, pack, recorder, saved, extras);
  player.begin();
  const show = (path: string) => player.open(placeOf(pack, path));
  return { progress: player.progress, draw: player.draw, show, stop: player.stop };
}

function createPlayer(element: HTMLElement, pack: Pack, recorder: Recorder, saved: Saved, extras: Extras) {
  const progress = createProgress(pack, saved);
  const rounds = roundsOf(pack);
  const preferred = [saved.language, extras.language ?? "", document.documentElement.lang];
  /** The nodes of the shown slide, by their HTML. */
  const bodies = new Map<string, HTMLElement>();
  const watcher = watch((deed) => void tell(deed));
  const reader = createReader(element);

  const player = {
    pack,
    progress,
    language: preferred.find((tag) => pack.languages.includes(tag)) ?? (pack.languages[0] as string),
    words: createCourseWords({}, "en"),
    rounds,
    place: known(placeOf(pack, extras.path ?? "")),
    drafts: createDrafts(() => draw()),
    /** Unfinished texts, by slide. */
    texts: new Map<string, string>(),
    /** Texts that are being saved just now, by slide: a closing page would save them twice. */
    telling: new Map<string, { text: string; isAskedAgain: boolean }>(),
    /** The question that was repeated last, with its answer. */
    repeated: null as { slide: PackSlide; attempt: Try } | null,
    /** Questions that the learner answers again. */
    editing: new Set<string>(),
    wrong: null as { slide: string; code: string } | null,
    term: null as PackTerm | null,
    draw,
    stop,
    open,
    /** @param slide the number of a slide, from 0 */
    go: (slide: number) => open({ page: "slide", slide }),
    goHome: () => open({ page: "home", slide: 0 }),
    endRound: () => open({ ...player.place, page: "end" }),
    /** Asks the first question that is due. */
    goRepeat: () => open({ page: "repeat", slide: 0 }),
    begin,
    /** Shows the refusal; above the slide if the learner has moved to another one. */
    refuse(slide: string, code: string) {
      const isInView = player.place.page === "repeat" || slide === current()?.id;
      player.wrong = { slide: isInView ? slide : "", code };
      draw();
    },
    async answer(id: string, answer: Answer) {
      player.wrong = null;
      const deed = { type: "answered" as const, key: newId(), item: id, at: Date.now(), language: player.language, answer };
      const code = await tell(deed);
      if (code) return player.refuse(id, code);
      player.drafts.forget(id);
      if (player.texts.get(id)?.trim() === answer.text) player.texts.delete(id);
      player.editing.delete(id);
      draw();
      // The pressed button is gone; the verdict stands in its place.
      if (id === current()?.id) focusOn(element.querySelector(".player-verdict"));
    },
    /** @param draft the name of the choice that is being sent */
    async repeat(slide: PackSlide, answer: Answer, draft: string) {
      player.wrong = null;
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      const deed = { type: "repeated" as const, key: newId(), item: slide.id, at: Date.now(), zone, answer };
      const code = await tell(deed);
      if (code) return player.refuse(slide.id, code);
      player.drafts.forget(draft);
      player.repeated = { slide, attempt: { answer, is_right: mark(slide, answer) } };
      draw();
      focusOn(element.querySelector(".player-verdict"));
    },
    edit(id: string) {
      player.editing.add(id);
      draw();
      focusOn(element.querySelector(".poll-options"));
    },
    write(id: string, text: string) {
      player.wrong = null;
      player.texts.set(id, text);
      draw();
    },
    choose(tag: string) {
      player.language = tag;
      progress.place({ language: tag });
      recorder.language(tag);
      applyLanguage();
      watcher.at(current()?.id ?? "", secondsMissing());
      draw();
      reader.offer(player.words);
    },
    closeTerm() {
      player.term = null;
      draw();
    },
    /** Turns HTML of the pack into an element, the same one for as long as it is shown. */
    prose(text: string, language: string) {
      const name = `${language} ${text}`;
      const body = bodies.get(name) ?? prose(withImages(text), language);
      bodies.set(name, body);
      return body;
    },
  };

  function begin() {
    applyLanguage();
    element.addEventListener("click", follow);
    document.addEventListener("visibilitychange", keepTexts);
    addEventListener("pagehide", leave);
    enter();
    draw();
    reader.offer(player.words);
  }

  function stop() {
    leave();
    reader.stop();
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
   * Saves what is being written, and what could not be saved before. A phone ends hidden pages without a word,
   * so each time the page is hidden may be the last.
   */
  function keepTexts() {
    for (const id of [...player.texts.keys()]) void saveText(player, id);
  }

  /** Resolves with why it could not be kept, or "". */
  async function tell(deed: Deed): Promise<string> {
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

  function applyLanguage() {
    const { language } = player;
    player.words = createCourseWords((extras.words ?? pack.words)[language] ?? {}, language);
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
    document.title = pack.title[language] ?? pack.id;
  }

  /** Replaces the end of a round in a course that has none, such as after its text has become shorter. */
  function known(place: Place): Place {
    const isMissing = place.page === "end" && !roundWith(rounds, pack.slides[place.slide]?.id ?? "");
    return isMissing ? { page: "home", slide: 0 } : place;
  }

  /** Returns the slide that is shown; none on other pages. */
  function current(): PackSlide | undefined {
    return player.place.page === "slide" ? pack.slides[player.place.slide] : undefined;
  }

  /** Returns the seconds until this slide counts as read. */
  function secondsMissing() {
    const slide = current();
    return !slide || progress.isDone(slide.id) ? 0 : Math.max(0, neededOf(slide, player.language) - progress.secondsOf(slide.id));
  }

  function enter() {
    const slide = current();
    if (slide) {
      progress.place({ slide: slide.id });
      recorder.place(slide.id);
    }
    extras.moved?.(pathOf(pack, player.place));
    watcher.at(slide?.id ?? "", secondsMissing());
  }

  function open(place: Place) {
    keepTexts();
    player.place = known(place);
    bodies.clear();
    player.wrong = player.repeated = null;
    enter();
    draw();
    reader.offer(player.words);
    const isHome = player.place.page === "home";
    element.querySelector(isHome ? ".player-head" : ".player-main")?.scrollIntoView({ block: "start" });
    focusOn(element.querySelector(isHome ? ".player-title" : ".slide-title"));
  }

  /** Follows links of a slide: terms open here, other pages in a new tab. */
  function follow(event: Event) {
    const link = (event.target as Element).closest("a[href]");
    if (!(link instanceof HTMLAnchorElement) || !link.closest(".prose")) return;
    if (!link.classList.contains("term")) {
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      return;
    }
    event.preventDefault();
    const id = decodePart(link.hash.slice(1));
    player.term = pack.terms[player.language]?.find((term) => term.id === id) ?? null;
    draw();
    const panel = element.querySelector("dialog");
    if (!player.term || !panel || panel.open) return;
    if (panel.showModal) panel.showModal();
    else panel.setAttribute("open", "");
  }

  function withImages(text: string) {
    const images = Object.entries(pack.images);
    return images.reduce((html, [from, to]) => html.split(`src="${from}"`).join(`src="${to}"`), text);
  }

  function draw() {
    render(template(), element);
  }

  function template() {
    const { words, wrong } = player;
    return html`${head(player)}
      <p class="poll-status stop" role="alert">${wrong?.slide === "" ? [icon("warn"), " ", words.refusal(wrong.code)] : nothing}</p>
      <main class="player-main" id="main">${main()}</main>
      ${extras.carrier?.(words) ?? nothing}
      ${termPanel(player, player.term)}
      <p id="said" class="unseen" role="status"></p>`;
  }

  function main() {
    const slide = current();
    if (slide) return html`${placeLine(player, slide)} ${slideOf(player, slide)} ${foot(player)}`;
    if (player.place.page === "repeat") return repeatPage(player);
    const { id = "" } = pack.slides[player.place.slide] ?? {};
    const round = player.place.page === "end" && roundWith(rounds, id);
    return round ? roundEnd(player, round) : home(player);
  }

  return player;
}

/** Returns the code of a refusal. */
function reasonOf(error: unknown) {
  const { name, message } = error as Error;
  if (name === "QuotaExceededError") return "device_full";
  return message === "gone" ? "course_gone" : "not_kept";
}
