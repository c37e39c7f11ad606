/** Next steps of a participant's room: the one put to everyone, the list, and a form to propose one. */

import { html, nothing } from "lit-html";
import { drawInto } from "../../kit/view.ts";
import type { Words } from "../../kit/words.ts";
import type { Room } from "../../room/engine/room.ts";
import type { Drafts } from "../../room/rooms/drafts.ts";
import type { Screen } from "../../room/rooms/screen.ts";
import { amending, draftToAmend } from "./amending.ts";
import { stepLine } from "./line.ts";
import { inOrder } from "./list.ts";
import { askedCards, owning } from "./owning.ts";
import { proposalForm, proposalsOnTheirWay } from "./proposal.ts";
import { draftOf, stepQuestion } from "./question.ts";
import { wordedAll, type Worded } from "./wording.ts";

export interface Context {
  room: Room;
  words: Words;
  drafts: Drafts;
  screen: Screen;
}

export function mountSteps(
  element: HTMLElement,
  room: Context["room"],
  words: Context["words"],
  { drafts, screen }: Pick<Context, "drafts" | "screen">,
) {
  const context = { room, words, drafts, screen };
  const giveBack = takeTyped(element, drafts);
  // Only the server knows whether there is an earlier session: keep the line that it drew.
  const earlier = element.querySelector(".steps-earlier");

  /** The step that was put last. */
  let last: number | null = null;

  function template() {
    const steps = inOrder(wordedAll(room.state.steps, room.state.me));
    const put = steps.find(({ state }) => state === "put" || state === "closed");
    if (put) last = put.step;
    const top = put ?? steps.find(({ step, outcome }) => step === last && outcome);
    const list = [
      ...steps.filter((step) => step !== top).map((step) => stepLine(step, words, actions(step, context))),
      ...proposalsOnTheirWay(context, steps.map(({ text }) => text)),
    ];
    return html`<h2 id="steps-title" tabindex="-1">${words.say("Next steps")}</h2>
      ${earlier ?? nothing} ${askedCards(context)} ${top ? stepQuestion(top, context) : nothing}
      ${list.length ? html`<ul class="steps">${list}</ul>` : nothing}
      ${top || list.length
        ? nothing
        : html`<p class="quietly">${words.say("No next steps yet. You may propose the first.")}</p>`}
      ${room.state.me.role === "interpreter" ? nothing : proposalForm(context)}`;
  }

  const stop = drawInto(element, template, screen.subscribe);
  giveBack();
  return stop;
}

function actions(step: Worded, context: Context) {
  return html`${amending(step, context)} ${owning(step, context)}`;
}

/**
 * Takes over the text that somebody may be writing in the forms of the server's page.
 * @returns restores the cursor once the fields are redrawn
 */
function takeTyped(element: HTMLElement, drafts: Context["drafts"]): () => void {
  const field = (one: string) => element.querySelector(one) as HTMLTextAreaElement | null;
  const step = element.querySelector(".step.put [name='step']") as HTMLInputElement | null;
  /** The draft of each field, and how to keep its text. */
  const fields: Record<string, [string, (text: string) => unknown]> = {
    "#step-text": ["step", (text) => text],
    ".reason > textarea": [draftOf({ step: Number(step?.value) }), (text) => text],
    ...wordings(element),
  };
  for (const [one, [name, kept]] of Object.entries(fields)) {
    const found = field(one);
    if (found && found.value !== found.defaultValue) drafts.set(name, kept(found.value));
  }
  const written = Object.keys(fields).find((one) => field(one) === document.activeElement && field(one));
  const at = written && field(written)?.selectionStart;
  return () => {
    if (!written) return;
    field(written)?.focus({ preventScroll: true });
    if (typeof at === "number") field(written)?.setSelectionRange(at, at);
  };
}

/** The forms in which members reword their own proposals. */
function wordings(element: HTMLElement): Record<string, [string, (text: string) => unknown]> {
  const forms = element.querySelectorAll(".step-amend > form") as NodeListOf<HTMLFormElement>;
  return Object.fromEntries([...forms].map((form) => {
    const { step, base } = Object.fromEntries(new FormData(form));
    return [`#step-amend-${step}`, [draftToAmend(Number(step)), (text) => ({ text, base: Number(base) })]];
  }));
}
