/** Starts the player's page, with which the service worker answers if there is no network. */

import { html, nothing } from "lit-html";
import { readJson } from "../kit/dom.ts";
import { showChosenSize } from "../kit/text_size.ts";
import { isolated } from "../kit/texts.ts";
import type { Words } from "../kit/words.ts";
import { showTestAway } from "../learn/offline/test_notice.ts";
import { choosableLearners, learnerOf } from "../learn/offline/shared_device.ts";
import { codeIn } from "../learn/offline/fallback.ts";
import { courseAt, seatOf } from "../learn/offline/places.ts";
import { reasonText, SOME_REFUSED } from "../learn/offline/reasons.ts";
import { keptCourses, countWaiting, packOf, recorder } from "../learn/offline/store.ts";
import { createSync } from "../learn/offline/sync.ts";
import { learnerInTurn, watchTurn } from "../learn/offline/turns.ts";
import { waitsText } from "../learn/offline/waiting_text.ts";
import { play } from "../learn/player/play.ts";

const element = document.getElementById("player") as HTMLElement;
const code = codeIn(location.pathname);
const [, , first = "", kind = ""] = location.pathname.split("/");
const tables = readJson("words");
let showPath = (_path: string) => {};

showChosenSize();
addEventListener("popstate", () => showPath(pathHere()));
void (first === "mine" ? sitDown() : begin());

/** Handles an own link as the server does: it makes its learner active, if the device keeps their course. */
async function sitDown() {
  const wanted = await learnerOf(kind).catch(() => undefined);
  if (!wanted) return list();
  const code = courseAt(wanted.code);
  await learnerInTurn(code, element, tables, { wanted });
  location.replace(`/study/${code}`);
}

/** @param isOver whether the turn of the learner who was active is over */
async function begin(isOver = false) {
  const learners = await choosableLearners(code).catch(() => []);
  const [anyLearner] = learners;
  if (!anyLearner) return list();
  if (kind === "test") return showTestAway(code, anyLearner.saved.language || (anyLearner.languages[0] as string));
  const course = await learnerInTurn(code, element, tables, { isOver });
  const pack = await packOf(code);
  if (!course || !pack) return list();
  let waiting: Awaited<ReturnType<typeof countWaiting>> = await countWaiting(code);
  let redraw = () => {};
  const sync = createSync(async () => {
    waiting = await countWaiting(code);
    redraw();
  });

  function drawCarrier(words: Words) {
    const { answers, all, refused } = waiting;
    return html`<section class="player-carrier" aria-label=${words.say("On this device")}>
      <p>${words.say("You study from what this device keeps.")}</p>
      ${course?.name ? html`<p>${words.say("Your name here: {name}", { name: isolated(course.name) })}</p>` : nothing}
      <p role="status">${all ? waitsText(answers, words) : words.say("Everything has been sent.")}</p>
      ${refused.length
        ? html`<details open>
            <summary>${words.say(SOME_REFUSED, { n: refused.length })}</summary>
            <ul class="player-correct stop">${refused.map((refusal) => html`<li>${reasonText(refusal, words, pack, document.documentElement.lang)}</li>`)}</ul>
          </details>`
        : nothing}
      <p><a class="button quiet" href="/study/${code}">${words.say("Go to the course online")}</a></p>
      ${course?.pin || learners.length > 1
        ? html`<p><button class="button quiet" @click=${() => endTurn()}>${words.say(learners.length > 1 ? "Somebody else studies now" : "Close my course")}</button></p>`
        : nothing}
    </section>`;
  }

  const courseRecorder = recorder(code, seatOf(course), pack, () => {
    void countWaiting(code).then((newCounts) => {
      waiting = newCounts;
      redraw();
    });
    sync.soon();
  });
  const playing = await play(element, pack, courseRecorder, { words: tables, carrier: drawCarrier, path: pathHere(), moved: followWith(code) });
  showPath = playing.show;
  redraw = playing.draw;
  const endTurn = watchTurn(code, course, () => {
    showPath = redraw = () => {};
    playing.stop();
    void begin(true);
  });
  sync.now();
}

/** Returns the path of this page within the address of the course. */
const pathHere = () => location.pathname.split("/").slice(3).join("/");

/**
 * Puts the path of each page into the address, as online: a reload stays there, and the back button leads to the
 * page before.
 */
function followWith(code: string) {
  let isFirst = true;
  return (path: string) => {
    const address = `/study/${code}${path && "/"}${path}`;
    if (path !== pathHere()) {
      // The player has no page for the first address if it shows another one there.
      if (isFirst) history.replaceState(null, "", address);
      else history.pushState(null, "", address);
    }
    isFirst = false;
  };
}

/** Lists the other kept courses; the page says in all languages that this one is not kept. */
async function list() {
  const courses = await keptCourses().catch(() => []);
  const titles = new Map(courses.map(({ code, title }) => [courseAt(code), title]));
  const items = Array.from(titles, ([code, title]) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `/study/${code}`;
    link.textContent = title;
    item.append(link);
    return item;
  });
  document.getElementById("kept-list")?.append(...items);
  const text = document.getElementById("not-kept");
  // A player has run here, and has taken the text away.
  if (!text) return location.reload();
  text.hidden = false;
}
