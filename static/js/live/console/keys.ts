/** Finds what the keys of the console do. No single key does anything that cannot be undone. No DOM. */

export type KeyAction = "next" | "back" | "blank" | "poll" | "question" | "step" | "help";

export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  repeat?: boolean;
}

/**
 * Each kind of control keeps the keys that operate it: a text field and an open dialog keep all, a list keeps
 * arrows and letters, a tab the horizontal arrows, a scrolling part the vertical arrows.
 */
export type Focus = "text" | "dialog" | "list" | "tab" | "scroll" | "page";

export interface Where {
  /** The part of the page that has the focus. */
  focus: Focus;
  /** Single letters are switched on (WCAG 2.1.4 requires the switch). */
  letters: boolean;
  /** On a right-to-left page, "next" is to the left. */
  direction: "ltr" | "rtl";
}

const OWN_ARROWS: Partial<Record<Focus, string[]>> = {
  tab: ["ArrowLeft", "ArrowRight"],
  scroll: ["ArrowUp", "ArrowDown"],
};

/**
 * Returns the action of a key press, or null.
 *
 * Letters are also found by the place of the key, so that B, P, Q and S work on a Russian or Kazakh layout.
 */
export function actionOf(pressed: KeyPress, { focus, letters, direction }: Where): KeyAction | null {
  if (focus === "text" || focus === "dialog" || pressed.ctrlKey || pressed.altKey || pressed.metaKey) return null;
  // A presenter's clicker sends Page keys: they move the slides whatever has the focus.
  if (pressed.key === "PageDown") return "next";
  if (pressed.key === "PageUp") return "back";
  if (focus === "list" || OWN_ARROWS[focus]?.includes(pressed.key)) return null;
  const [forward, backward] = direction === "rtl" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
  if ([forward, "ArrowDown"].includes(pressed.key)) return "next";
  if ([backward, "ArrowUp"].includes(pressed.key)) return "back";
  // Holding an arrow may run through the slides; holding a letter must not open and close a poll.
  if (!letters || pressed.repeat) return null;
  if (pressed.key === "?") return "help";
  if (isLetter(pressed, "b")) return "blank";
  if (isLetter(pressed, "p")) return "poll";
  if (isLetter(pressed, "q")) return "question";
  if (isLetter(pressed, "s")) return "step";
  return null;
}

function isLetter(pressed: KeyPress, letter: string) {
  const key = pressed.key.toLowerCase();
  if (/^[a-z]$/.test(key)) return key === letter;
  return pressed.code === `Key${letter.toUpperCase()}` && /^\p{Letter}$/u.test(key);
}
