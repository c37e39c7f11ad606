// @ts-check
/**
 * A shared note as its writers see it: a field for each paragraph, and an empty one at the end.
 *
 * The fields are kept from one drawing to the next, so that nobody loses the cursor.
 */

import { newId } from "../lib/id.js";
import { isolated } from "../lib/texts.js";
import { keyOf } from "./parts.js";

/** @typedef {import("./parts.js").Block} Block */
/** @typedef {import("./pen.js").Pen} Pen */
/** @typedef {import("../lib/words.js").Words} Words */
/** @typedef {{row: HTMLLIElement, field: HTMLTextAreaElement, about: HTMLElement, button: HTMLButtonElement}} Row */

const PREFIX = "note-";

/**
 * @param {Words} words
 * @param {object} use
 * @param {Pen} use.pen
 * @param {() => Block[]} use.blocks in order
 * @param {() => boolean} use.isConnected
 * @param {(key: string) => void} use.restore
 * @param {() => void} use.changed
 */
export function createNote(words, { pen, blocks, isConnected, restore, changed }) {
  const element = document.createElement("ol");
  element.className = "note";
  /** @type {Map<string, Row>} */
  const rows = new Map();
  let blank = freshKey();

  /** @param {string} key @returns {Row} */
  function rowOf(key) {
    const known = rows.get(key);
    if (known) return known;
    const row = document.createElement("li");
    row.id = PREFIX + key;
    const field = document.createElement("textarea");
    const about = document.createElement("p");
    const button = document.createElement("button");
    Object.assign(field, { className: "input note-field", rows: 1, maxLength: 2000 });
    about.className = "note-about";
    Object.assign(button, { className: "button plain note-button", type: "button" });
    row.append(field, about, button);
    field.addEventListener("input", () => typed(key, field.value));
    field.addEventListener("blur", () => pen.flush());
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      rowOf(blank).field.focus();
    });
    button.addEventListener("click", () => press(key));
    const made = { row, field, about, button };
    rows.set(key, made);
    return made;
  }

  /** @param {string} key @param {string} text */
  function typed(key, text) {
    const keys = [...element.children].map(({ id }) => id.slice(PREFIX.length));
    const block = blocks().find((one) => keyOf(one) === key);
    pen.type(key, text, block?.text ?? "", keys[keys.indexOf(key) - 1] ?? "");
    if (key === blank) blank = freshKey();
    changed();
  }

  /** @param {string} key */
  function press(key) {
    const block = blocks().find((one) => keyOf(one) === key);
    if (block && !block.text && !pen.drafts.has(key)) return restore(key);
    typed(key, "");
    pen.flush();
    rowOf(blank).field.focus();
  }

  function draw() {
    const known = blocks();
    const keys = known.map(keyOf);
    const added = [...pen.drafts.keys()].filter((key) => !keys.includes(key));
    const shown = [...keys, ...added.filter((key) => key !== blank), blank];
    for (const [key, { row }] of rows) {
      if (shown.includes(key)) continue;
      row.remove();
      rows.delete(key);
    }
    shown.forEach((key, place) => {
      drawRow(key, place, known[place]);
      const { row } = rowOf(key);
      // Moving a field takes its focus away, so only what stands elsewhere is moved.
      if (element.children[place] !== row) element.insertBefore(row, element.children[place] ?? null);
    });
    // Not before it is on the page, and shown.
    requestAnimationFrame(() => rows.forEach(({ field }) => fitHeight(field)));
  }

  /** @param {string} key @param {number} place @param {Block | undefined} block */
  function drawRow(key, place, block) {
    const { row, field, about, button } = rowOf(key);
    const draft = pen.drafts.get(key);
    const text = draft?.now ?? block?.text ?? "";
    const isErased = Boolean(block && !text && document.activeElement !== field);
    const isBlank = key === blank;
    row.dataset.erased = String(isErased);
    field.hidden = isErased;
    putText(field, text);
    field.dir = text ? "auto" : document.documentElement.dir;
    field.lang = text ? (block?.language ?? words.language) : "";
    field.placeholder = isBlank ? words.say("groups.new") : "";
    field.setAttribute("aria-label", isBlank ? words.say("groups.new") : words.say("groups.paragraph", { n: place + 1 }));
    about.textContent = isErased ? words.say("groups.erased") : aboutText(draft, block, text);
    about.dataset.tone = draft?.refused ? "stop" : "";
    button.hidden = isBlank || (!isErased && !text);
    button.textContent = words.say(isErased ? "groups.restore" : "groups.erase");
  }

  /** @param {import("./pen.js").Draft | undefined} draft @param {Block | undefined} block @param {string} text */
  function aboutText(draft, block, text) {
    if (draft?.refused) return words.refusal(draft.refused);
    if (draft && (draft.sent !== null || draft.now !== draft.was)) {
      return words.say(isConnected() ? "groups.sending" : "groups.kept");
    }
    if (!block || !text) return "";
    if (draft) return words.say("groups.saved");
    return / \| /.test(text) ? words.say("groups.both") : isolated(block.by);
  }

  return { element, draw };
}

/**
 * Change the text of a field so that the cursor stays beside the same words.
 * @param {HTMLTextAreaElement} field
 * @param {string} text
 */
function putText(field, text) {
  const before = field.value;
  if (before === text) return;
  const isHere = document.activeElement === field;
  const at = cursorAfter(before, text, field.selectionStart);
  field.value = text;
  if (isHere) field.setSelectionRange(at, at);
}

/**
 * Where a cursor stands once a text has become another.
 * @param {string} before
 * @param {string} after
 * @param {number} at
 */
export function cursorAfter(before, after, at) {
  let same = 0;
  while (same < at && before[same] === after[same]) same += 1;
  if (same === at) return at;
  return Math.max(same, Math.min(after.length, at + after.length - before.length));
}

/** @param {HTMLTextAreaElement} field */
function fitHeight(field) {
  if (field.offsetParent === null) return;
  field.style.blockSize = "auto";
  field.style.blockSize = `${field.scrollHeight + 2}px`;
}

/** Enough to be alone in one note. */
function freshKey() {
  return newId().slice(0, 13);
}
