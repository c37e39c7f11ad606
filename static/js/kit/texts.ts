/** Chooses the language of a text, and mixes texts of different directions. No DOM. */

export function directionOf(language: string): "rtl" | "ltr" {
  return language === "prs" ? "rtl" : "ltr";
}

/** Keeps the direction and order of a typed text, or of digits, inside a sentence. */
export function isolated(text: string) {
  return `\u2068${text}\u2069`;
}

/** Returns the separator between the items of a list. */
export function commaOf(language: string) {
  return language === "prs" ? "، " : ", ";
}

const SECOND_CHOICE: Record<string, string[]> = { kk: ["ru", "en"] };

/**
 * Picks the text for a reader of `language`.
 * @param texts by language, the original first
 */
export function pickText<T>(
  texts: Record<string, T> | null | undefined,
  language: string,
): { language: string; text: T } | null {
  const available = Object.keys(texts ?? {});
  const preferred = [language, ...(SECOND_CHOICE[language] ?? ["en"]), ...available];
  const chosenTag = preferred.find((tag) => available.includes(tag));
  return chosenTag === undefined ? null : { language: chosenTag, text: (texts as any)[chosenTag] };
}
