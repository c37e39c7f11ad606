/** Starts the player's page, with which the service worker answers if there is no network. */

import { html, nothing } from "lit-html";
import { readJson } from "../kit/dom.ts";
import { showChosenSize } from "../kit/text_size.ts";
import { isolated } from "../kit/texts.ts";
import type { Words } from "../kit/words.ts";
import { showTestAway } from "../learn/offline/test_notice.ts";
import { otherLearners, takeUp } from "../learn/offline/shared_device.ts";
import { codeIn } from "../learn/offline/fallback.ts";
import { courseAt, seatOf } from "../learn/offline/places.ts";
import { reasonText, SOME_REFUSED } from "../learn/offline/reasons.ts";
import { keptCourses, countWaiting, keptCourse, packOf, recorder } from "../learn/offline/store.ts";
import { createSync } from "../learn/offline/sync.ts";
import { waitsText } from "../learn/offline/waiting_text.ts";
import { play } from "../learn/player/play.ts";

const element = document.getElementById("player") as HTMLElement;
const code = codeIn(location.pathname);
const [, , first = "", kind = ""] = location.pathname.split("/");

showChosenSize();
if (first === "mine") void sitDown();
else void begin();

/** Handles an own link as the server does: on a shared device, it makes its learner active. */
async function sitDown() {
  const takenCode = await takeUp(kind).catch(() => "");
  if (takenCode) location.replace(`/study/${takenCode}`);
  else void list();
}

async function begin() {
  const [course, pack] = await Promise.all([keptCourse(code), packOf(code)]).catch(() => []);
  if (!course || !pack) return list();
  if (kind === "test") return showTestAway(code, course.saved.language || (pack.languages[0] as string));
  let waiting: Awaited<ReturnType<typeof countWaiting>> = await countWaiting(code);
  const otherPeople = course.beside ? await otherLearners(code) : [];
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
      ${otherPeople.map(({ name, token }) => html`<p><a class="button quiet" href="/study/mine/${token}">${words.say("Go on as {name}", { name: isolated(name ?? "") })}</a></p>`)}
    </section>`;
  }

  const courseRecorder = recorder(code, seatOf(course), pack, () => {
    void countWaiting(code).then((newCounts) => {
      waiting = newCounts;
      redraw();
    });
    sync.soon();
  });
  const playing = await play(element, pack, courseRecorder, { words: readJson("words"), carrier: drawCarrier, path: pathHere(), moved: followWith(code) });
  addEventListener("popstate", () => playing.show(pathHere()));
  redraw = playing.draw;
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
  const items = courses.map(({ code, title, name, token }) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const isAside = courseAt(code) !== code;
    link.href = isAside ? `/study/mine/${token}` : `/study/${code}`;
    link.textContent = isAside ? `${title} · ${name}` : title;
    item.append(link);
    return item;
  });
  document.getElementById("kept-list")?.append(...items);
  const text = document.getElementById("not-kept");
  if (text) text.hidden = false;
}
