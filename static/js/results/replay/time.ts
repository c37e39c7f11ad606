/** Writes times of a session in the digits of the reader's language. No DOM. */

/** `0:05` for five seconds, `1:05:09` in a long session. */
export function clockTime(millis: number, hasHours: boolean, number: (value: number) => string) {
  const seconds = Math.floor(millis / 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  const text = hasHours
    ? `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
  return text.replace(/\d/g, (digit) => number(Number(digit)));
}
