/** Which of several languages to show, and how texts of different directions stand together. No DOM. */

export function directionOf(language: string): "rtl" | "ltr" {
  return language === "prs" ? "rtl" : "ltr";
}

/** What somebody typed, or digits, keep their own direction and order in a sentence. */
export function isolated(text: string) {
  return `\u2068${text}\u2069`;
}

/** What stands between the items of a list. */
export function commaOf(language: string) {
  return language === "prs" ? "، " : ", ";
}

const SECOND_CHOICE: Record<string, string[]> = { kk: ["ru", "en"] };

/** @param texts by language, the original first */
export function pickText<T>(
  texts: Record<string, T> | null | undefined,
  language: string,
): { language: string; text: T } | null {
  const found = Object.keys(texts ?? {});
  const wanted = [language, ...(SECOND_CHOICE[language] ?? ["en"]), ...found];
  const chosen = wanted.find((tag) => found.includes(tag));
  return chosen === undefined ? null : { language: chosen, text: (texts as any)[chosen] };
}
