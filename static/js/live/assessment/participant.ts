/** Adds tests to a participant's room: a place and an offer while one is open, and links. */

import { html, nothing } from "lit-html";

import { drawInto } from "../../kit/view.ts";
import { msg, type Words } from "../../kit/words.ts";
import type { InRoom, Shared } from "../../room/engine/hooks.ts";
import type { Room } from "../../room/engine/room.ts";
import type { TestView } from "../../room/engine/types.ts";

const OPEN = msg("A test is open. Take it");

/** The tests whose place has been looked at: a participant who leaves one for later is not reminded. */
const seenTests = new Set<string>();

export const assessment: InRoom = {
  mounts: { "assessment/links": mountLinks },
  place: { name: "assessment", isShown: (state) => testsOf(state).some(isOpen), count: (state) => testsToTake(state).length },
  offer: (state, { place }) => {
    const openTests = testsToTake(state);
    if (place === "assessment") for (const { id } of openTests) seenTests.add(id);
    return openTests.some(({ id }) => !seenTests.has(id)) ? { place: "assessment", text: OPEN } : null;
  },
  teller: (before, now) =>
    testsOf(now.state).some(isOpen) && !testsOf(before.state).some(isOpen) ? [[OPEN, {}]] : [],
};

const testsOf = (state: { tests?: { items: TestView[] } | null }) => state.tests?.items ?? [];
const isOpen = (test: TestView) => test.state === "open";
/** Returns the tests that wait for this participant: hosts take none. */
const testsToTake = (state: Pick<Room["state"], "me" | "tests">) =>
  (state.me.role === "participant" ? testsOf(state).filter((test) => isOpen(test) && !test.done) : []);

function mountLinks(element: HTMLElement, room: Room, words: Words, { screen }: Shared) {
  const when = element.dataset.when ?? "";
  return drawInto(element, () => testsOf(room.state).map((test) => card(test, when, room, words)), screen.subscribe);
}

const BEFORE = msg("What do you know already? It shows what you have learnt at the end.");
const NO_RESULT_YET = msg("Your result, question by question, stands here when nobody can take the second test any more.");
const AFTER = msg("The same questions as before the course: see what you have learnt.");

function card(test: TestView, when: string, { state }: Room, words: Words) {
  const isAfter = when === "ended" && test.role === "post";
  const isResult = isAfter && test.state === "over";
  const isToTake = isOpen(test) && !test.done;
  if (!isToTake && !isResult && !test.done) return nothing;
  const address = `/rooms/${state.room.code}/test/${test.id}`;
  const isBefore = test.role === "pre";
  const label = isResult ? msg("See your result") : test.answered ? msg("Go on with the test") : msg("Take the test");
  return html`<article class="test-offer">
    <h3>${words.say(isBefore ? "Pre-test" : "Post-test")}</h3>
    ${isToTake ? html`<p>${words.say(isBefore ? BEFORE : AFTER)}</p>` : nothing}
    ${test.done
      ? html`<p>${words.say("Handed in")}</p>`
      : test.answered
        ? html`<p>${words.say("{n} of {all} answered", { n: test.answered, all: test.of })}</p>`
        : nothing}
    ${isAfter && test.done && !isResult ? html`<p class="quietly">${words.say(NO_RESULT_YET)}</p>` : nothing}
    ${isToTake || isResult ? html`<a class="button ${isResult ? "quiet" : ""}" href=${address}>${words.say(label)}</a>` : nothing}
  </article>`;
}
