/** The form for a poll made during the session: it begins with the question, and Enter opens the poll. */

import { html, nothing, render } from "lit-html";

import { refusalLine } from "../../console/control.ts";
import { close } from "../../console/dialogs.ts";
import type { Lectern } from "../../console/lectern.ts";
import { announce, keepFocus } from "../../../kit/dom.ts";
import { submitterOf } from "../../../kit/events.ts";
import { shelf } from "../../../kit/storage.ts";
import { msg, type Msg } from "../../../kit/words.ts";
import { createDrafts } from "../../../room/rooms/drafts.ts";
import { foreignWarning } from "./foreign.ts";
import * as form from "./form.ts";
import type { PollDraft } from "./form.ts";
import { faultsIn, type Fault, type Missing } from "./form_faults.ts";
import type { MakeForm } from "./make_field.ts";
import { kinds, numbers } from "./make_kinds.ts";
import { more, openTranslations } from "./make_more.ts";
import { wordingFields } from "./make_wording.ts";

const CONTROL = "poll.create";
const CLEAR = "poll.create clear";
const DRAFT = "poll";
// What Enter does now.
const LEADS_ON = msg("Enter leads to the next field that must be filled.");
const OPENS = msg("Enter opens the poll, Tab leads to another option.");

const MISSING: Record<Missing, Msg> = {
  question: msg("Write the question."),
  options: msg("Fill in every option, or remove it."),
  same: msg("Two options are the same."),
  correct: msg("Mark the correct answer."),
  translation: msg("A translation needs the question and every option."),
  points: msg("Write how many points there are, from 2 to 100."),
  right: msg("Write the correct number in digits."),
  tolerance: msg("Write the tolerance in digits, or leave it empty."),
};

/**
 * Mounts the form. This tab keeps what is typed until the poll is made, also if the dialog is closed, the link
 * drops or the page is loaded again.
 *
 * @param element inside the dialog
 */
export function mountMakePoll(element: HTMLElement, lectern: Lectern) {
  const { room, words } = lectern;
  const { code, languages } = room.state.room;
  const kept = createDrafts(shelf("sessionStorage"), `${code}.${room.state.me.member}`);
  const empty = () => form.emptyDraft(room.state.me.language, languages);
  let draft = form.restored(kept.get(DRAFT), empty());
  let isChecked = false;
  element.textContent = "";

  /** Whether the poll is opened as soon as it is made. */
  const opens = () => room.state.room.state === "live" && lectern.may("poll.open");

  function change(next: (draft: PollDraft) => PollDraft): void {
    draft = next(draft);
    kept.set(DRAFT, draft);
    redraw();
  }

  function begin() {
    draft = empty();
    isChecked = false;
    kept.set(DRAFT, null);
    redraw();
  }

  function redraw() {
    const faults = isChecked ? faultsIn(draft) : [];
    const wrong = (field: string) => {
      const fault = faults.find((each) => each.field === field);
      return fault ? words.say(MISSING[fault.missing]) : "";
    };
    const view = { lectern, draft, change, wrong };
    keepFocus(element, () => render(formView(view, { opens: opens(), submit, enter, clear }), element));
  }

  /** Enter in a text field leads to the next field that the poll needs; once it lacks nothing, Enter opens it. */
  function enter(event: KeyboardEvent) {
    const field = event.target;
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
    if (!(field instanceof HTMLInputElement) || !field.matches(".input")) return;
    event.preventDefault();
    const next = faultsIn(draft).map(fieldOf).find((other) => other && isBelow(other, field));
    if (next) show(next);
    else void send(opens());
  }

  function submit(event: Event) {
    event.preventDefault();
    void send(opens() && submitterOf(event)?.value !== "keep");
  }

  async function send(isOpened: boolean) {
    const faults = faultsIn(draft);
    isChecked = true;
    redraw();
    if (faults[0]) return show(fieldOf(faults[0]));
    const sent = draft;
    const isDone = await lectern.act(CONTROL, "poll.create", { ...form.commandFields(sent), ...(isOpened ? { opens: true } : {}) });
    // A host who has typed on meanwhile, on a slow link, keeps the text.
    if (!isDone || draft !== sent) return;
    begin();
    close("make-dialog");
    // A poll that is kept would otherwise be out of sight, beside whatever tab was chosen.
    if (!isOpened) document.getElementById("tab-run")?.click();
    // The new poll stands at the top, however far down the button was.
    document.getElementById("run")?.scrollTo(0, 0);
    if (!isOpened) announce(words.say("The poll is kept under Polls. Open it when you are ready."));
  }

  /** Empties the form by two presses, because what is typed cannot be brought back. */
  function clear() {
    if (!lectern.twice.press(CLEAR)) return;
    begin();
    show(element.querySelector("input"));
  }

  redraw();
  return lectern.onChange(redraw);
}

/** Returns the field that has the fault. */
function fieldOf({ field }: Fault) {
  return document.getElementById(`make-${field}`);
}

function isBelow(field: HTMLElement, other: HTMLElement) {
  return Boolean(other.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING);
}

/** Moves the focus to a field, and unfolds what hides it. */
function show(field: HTMLElement | null) {
  for (let fold = field?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
  field?.focus();
}

interface Acts {
  opens: boolean;
  submit: (event: Event) => void;
  enter: (event: KeyboardEvent) => void;
  clear: () => void;
}

function formView(view: MakeForm, { opens, submit, enter, clear }: Acts) {
  const { lectern, draft } = view;
  const { words } = lectern;
  const off = String(!lectern.isFree(CONTROL));
  const isBegun = form.wordedLanguages(draft).length > 0;
  return html`<form class="make" novalidate @submit=${submit} @keydown=${enter}>
    ${wordingFields(view, draft.language)} ${kinds(view)} ${numbers(view)} ${more(view)}
    <div class="dialog-foot">
      ${opens && form.mayHaveMoreOptions(draft) ? html`<p class="make-hint small quietly">${words.say(faultsIn(draft).length ? LEADS_ON : OPENS)}</p>` : nothing}
      ${foreign(view)} ${refusalLine(lectern.refusalOf(CONTROL))}
      <div class="row">
        ${opens ? html`<button class="button" aria-disabled=${off}>${words.say("Open now")}</button>` : nothing}
        <button class="button ${opens ? "quiet" : ""}" value="keep" aria-disabled=${off}>${words.say("Keep for later")}</button>
        ${isBegun
          ? html`<button class="button plain" type="button" @click=${clear}>
              ${words.say(lectern.twice.isAsked(CLEAR) ? msg("Press again to clear the form") : msg("Clear the form"))}
            </button>`
          : nothing}
      </div>
    </div>
  </form>`;
}

/** Warns of participants who will read the poll in another language, with the way to translate it. */
function foreign({ lectern, draft }: MakeForm) {
  const languages = form.wordedLanguages(draft);
  const warning = languages.includes(draft.language) ? foreignWarning(lectern, draft.language, languages) : "";
  if (!warning) return nothing;
  return html`<div class="row make-foreign">
    <p class="small wait">${warning}</p>
    <button class="button plain" type="button" @click=${() => show(openTranslations())}>${lectern.words.say("Translate")}</button>
  </div>`;
}
