/**
 * Draws a shared note as its writers see it: a field for each paragraph, and an empty one at the end.
 *
 * The fields are kept from one drawing to the next, so that nobody loses the cursor.
 */

import { announce } from "../../kit/dom.ts";
import { newId } from "../../kit/id.ts";
import { isolated } from "../../kit/texts.ts";
import { msg, type Words } from "../../kit/words.ts";
import { createSecondPress } from "../console/second_press.ts";
import { keyOf, type Block } from "./parts.ts";
import type { Draft, Pen } from "./pen.ts";

type Row = { row: HTMLLIElement; field: HTMLTextAreaElement; about: HTMLElement; button: HTMLButtonElement };

const PREFIX = "note-";
const BOTH = msg("Where two people changed the same words, both versions are in [ … | … ]. Keep what is right.");
const ERASE_AGAIN = msg("Press again to erase");

interface Source {
  pen: Pen;
  /** The paragraphs in order. */
  blocks: () => Block[];
  /** Returns the name of this member, as others see it. */
  myName: () => string;
  isConnected: () => boolean;
  restore: (key: string) => void;
  changed: () => void;
}

export function createNote(words: Words, { pen, blocks, myName, isConnected, restore, changed }: Source) {
  const element = document.createElement("ol");
  element.className = "note";
  const rows = new Map<string, Row>();
  const twice = createSecondPress(changed, () => true);
  let blankKey = freshKey();

  function rowOf(key: string): Row {
    const existing = rows.get(key);
    if (existing) return existing;
    const row = document.createElement("li");
    row.id = PREFIX + key;
    const field = document.createElement("textarea");
    const about = document.createElement("p");
    const button = document.createElement("button");
    Object.assign(field, { className: "input note-field", rows: 1, maxLength: 2000 });
    about.className = "note-about";
    Object.assign(button, { className: "button plain note-button", type: "button" });
    row.append(field, about, button);
    field.addEventListener("input", () => noteTyping(key, field.value));
    field.addEventListener("blur", () => pen.flush());
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      rowOf(blankKey).field.focus();
    });
    button.addEventListener("click", () => press(key));
    const parts = { row, field, about, button };
    rows.set(key, parts);
    return parts;
  }

  function noteTyping(key: string, text: string) {
    const keys = [...element.children].map(({ id }) => id.slice(PREFIX.length));
    const block = blocks().find((candidate) => keyOf(candidate) === key);
    pen.type(key, text, block?.text ?? "", keys[keys.indexOf(key) - 1] ?? "");
    if (key === blankKey) blankKey = freshKey();
    changed();
  }

  function press(key: string) {
    const block = blocks().find((candidate) => keyOf(candidate) === key);
    if (block && !block.text && !pen.drafts.has(key)) return restore(key);
    // Somebody else's words are erased by two presses.
    if (block?.text && block.by !== myName() && !twice.press(key)) return announce(words.say(ERASE_AGAIN));
    noteTyping(key, "");
    pen.flush();
    rowOf(blankKey).field.focus();
  }

  function draw() {
    const ownBlocks = blocks();
    const keys = ownBlocks.map(keyOf);
    const newKeys = [...pen.drafts.keys()].filter((key) => !keys.includes(key));
    const shownKeys = [...keys, ...newKeys.filter((key) => key !== blankKey), blankKey];
    for (const [key, { row }] of rows) {
      if (shownKeys.includes(key)) continue;
      row.remove();
      rows.delete(key);
    }
    shownKeys.forEach((key, place) => {
      drawRow(key, place, ownBlocks[place]);
      const { row } = rowOf(key);
      // Moving a field takes its focus away, so move only fields that are in the wrong place.
      if (element.children[place] !== row) element.insertBefore(row, element.children[place] ?? null);
    });
    // Measure once the fields are on the page and shown.
    requestAnimationFrame(() => rows.forEach(({ field }) => fitHeight(field)));
  }

  function drawRow(key: string, place: number, block: Block | undefined) {
    const { row, field, about, button } = rowOf(key);
    const draft = pen.drafts.get(key);
    const text = draft?.now ?? block?.text ?? "";
    const isErased = Boolean(block && !text && document.activeElement !== field);
    const isBlank = key === blankKey;
    row.dataset.erased = String(isErased);
    field.hidden = isErased;
    putText(field, text);
    field.dir = text ? "auto" : document.documentElement.dir;
    field.lang = text ? (block?.language ?? words.language) : "";
    field.placeholder = isBlank ? words.say("New paragraph") : "";
    field.setAttribute("aria-label", isBlank ? words.say("New paragraph") : words.say("Paragraph {n}", { n: place + 1 }));
    about.textContent = isErased ? words.say("A paragraph was erased") : aboutText(draft, block, text);
    about.dataset.tone = draft?.refused ? "stop" : "";
    button.hidden = isBlank || (!isErased && !text);
    button.textContent = words.say(isErased ? "Bring it back" : twice.isAsked(key) ? ERASE_AGAIN : "Erase");
  }

  function aboutText(draft: Draft | undefined, block: Block | undefined, text: string) {
    if (draft?.refused) return words.refusal(draft.refused);
    if (draft && (draft.sent !== null || draft.now !== draft.was)) {
      return words.say(isConnected() ? "Sending…" : "Kept on this device, will be sent");
    }
    if (!block || !text) return "";
    if (draft) return words.say("Saved");
    return / \| /.test(text) ? words.say(BOTH) : isolated(block.by);
  }

  return { element, draw };
}

/** Changes the text of a field so that the cursor stays beside the same words. */
function putText(field: HTMLTextAreaElement, text: string) {
  const oldText = field.value;
  if (oldText === text) return;
  const hasFocus = document.activeElement === field;
  const cursor = cursorAfter(oldText, text, field.selectionStart);
  field.value = text;
  if (hasFocus) field.setSelectionRange(cursor, cursor);
}

/** Returns where the cursor belongs after a text has changed. */
export function cursorAfter(before: string, after: string, cursor: number) {
  let sameLetters = 0;
  while (sameLetters < cursor && before[sameLetters] === after[sameLetters]) sameLetters += 1;
  if (sameLetters === cursor) return cursor;
  return Math.max(sameLetters, Math.min(after.length, cursor + after.length - before.length));
}

function fitHeight(field: HTMLTextAreaElement) {
  if (field.offsetParent === null) return;
  field.style.blockSize = "auto";
  field.style.blockSize = `${field.scrollHeight + 2}px`;
}

/** Returns a key that is random enough to be unique in one note. */
function freshKey() {
  return newId().slice(0, 13);
}
