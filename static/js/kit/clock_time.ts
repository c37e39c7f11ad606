/** Writes times of a session in the digits of the reader's language. No DOM. */

/** Writes `0:05` for five seconds, `1:05:09` in a long session. */
export function clockTime(timeMs: number, hasHours: boolean, number: (value: number) => string) {
  const seconds = Math.floor(timeMs / 1000);
  const twoDigits = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  const text = hasHours
    ? `${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`
    : `${minutes}:${twoDigits(seconds % 60)}`;
  return text.replace(/\d/g, (digit) => number(Number(digit)));
}
