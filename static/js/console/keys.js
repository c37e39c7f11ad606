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
 * @typedef {object} Where
 * @property {boolean} typing  the focus is in a field, a list or a dialog that needs the keys itself
 * @property {boolean} scrolling  the focus is in a part that scrolls: up and down are its own
 * @property {boolean} letters  single letters are switched on (WCAG 2.1.4 asks for the switch)
 * @property {"ltr" | "rtl"} direction  "next" is to the left on a right-to-left page
 */

/**
 * What a key press asks for, or null.
 *
 * Letters are found by the place of the key too, so that B, P, Q and S work on a Russian or Kazakh layout.
 *
 * @param {Pressed} pressed
 * @param {Where} where
 * @returns {KeyAction | null}
 */
export function actionOf(pressed, { typing, scrolling, letters, direction }) {
  if (typing || pressed.ctrlKey || pressed.altKey || pressed.metaKey) return null;
  const forward = direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const backward = direction === "rtl" ? "ArrowRight" : "ArrowLeft";
  if (scrolling && ["ArrowDown", "ArrowUp"].includes(pressed.key)) return null;
  // Page keys move the slides from everywhere: they are what a presenter's clicker sends.
  if ([forward, "ArrowDown", "PageDown"].includes(pressed.key)) return "next";
  if ([backward, "ArrowUp", "PageUp"].includes(pressed.key)) return "back";
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
