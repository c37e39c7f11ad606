// @ts-check
/** Which key does what on the console. Nothing that cannot be undone hangs on one key. No DOM. */

/** @typedef {"next" | "back" | "blank" | "poll" | "question" | "step" | "help"} KeyAction */

/**
 * @typedef {object} Pressed
 * @property {string} key
 * @property {string} code
 * @property {boolean} ctrlKey
 * @property {boolean} altKey
 * @property {boolean} metaKey
 * @property {boolean} [repeat]
 */

/**
 * Each kind of control keeps the keys that work it: a text field and an open dialog all of them, a list
 * arrows and letters, a tab the arrows to its sides, a part that scrolls the arrows up and down.
 * @typedef {"text" | "dialog" | "list" | "tab" | "scroll" | "page"} Focus
 */

/**
 * @typedef {object} Where
 * @property {Focus} focus  the part of the page that has the focus
 * @property {boolean} letters  single letters are switched on (WCAG 2.1.4 asks for the switch)
 * @property {"ltr" | "rtl"} direction  "next" is to the left on a right-to-left page
 */

/** @type {Partial<Record<Focus, string[]>>} */
const OWN_ARROWS = { tab: ["ArrowLeft", "ArrowRight"], scroll: ["ArrowUp", "ArrowDown"] };

/**
 * What a key press asks for, or null.
 *
 * Letters are found by the place of the key too, so that B, P, Q and S work on a Russian or Kazakh layout.
 *
 * @param {Pressed} pressed
 * @param {Where} where
 * @returns {KeyAction | null}
 */
export function actionOf(pressed, { focus, letters, direction }) {
  if (focus === "text" || focus === "dialog" || pressed.ctrlKey || pressed.altKey || pressed.metaKey) return null;
  // A presenter's clicker sends Page keys: they move the slides whatever was clicked last.
  if (pressed.key === "PageDown") return "next";
  if (pressed.key === "PageUp") return "back";
  if (focus === "list" || OWN_ARROWS[focus]?.includes(pressed.key)) return null;
  const [forward, backward] = direction === "rtl" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
  if ([forward, "ArrowDown"].includes(pressed.key)) return "next";
  if ([backward, "ArrowUp"].includes(pressed.key)) return "back";
  // A held arrow may run through the slides; a held letter must not open and close a poll.
  if (!letters || pressed.repeat) return null;
  if (pressed.key === "?") return "help";
  if (isLetter(pressed, "b")) return "blank";
  if (isLetter(pressed, "p")) return "poll";
  if (isLetter(pressed, "q")) return "question";
  if (isLetter(pressed, "s")) return "step";
  return null;
}

/** @param {Pressed} pressed @param {string} letter */
function isLetter(pressed, letter) {
  const key = pressed.key.toLowerCase();
  if (/^[a-z]$/.test(key)) return key === letter;
  return pressed.code === `Key${letter.toUpperCase()}` && /^\p{Letter}$/u.test(key);
}
