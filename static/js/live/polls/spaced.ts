/** Typed text with single spaces, as the server keeps it. No DOM. */

export function spaced(text: string) {
  return text.replace(/\s+/g, " ").trim();
}
