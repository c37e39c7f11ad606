/** Reads the digits that people of our languages type: European, Arabic and Persian ones. No DOM. */

/** Returns the text with 0 to 9 in place of Arabic and Persian digits. */
export function westernDigits(text: string) {
  // The last four bits of such a digit are its value.
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
}
