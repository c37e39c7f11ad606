/** Knows for how long a sentence is news. No DOM. */

/** Enough to read a long sentence beside other work. */
export const NEWS_MS = 15_000;

/**
 * @param now milliseconds
 * @param tell called with each new sentence
 */
export function createNotice(now: () => number, tell: (text: string) => void) {
  let shownText = "";
  let since = 0;

  return {
    /** Notes the sentence that is shown now, or ""; returns whether it is still news. */
    note(text: string): boolean {
      if (text !== shownText) {
        if (text) tell(text);
        since = now();
      }
      shownText = text;
      return text !== "" && now() - since < NEWS_MS;
    },
  };
}
