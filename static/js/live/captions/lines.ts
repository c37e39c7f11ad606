/** Splits long captions into lines, and decides which two lines a reader sees. No DOM. */

/** The server's limits for a line. Bytes are those between the quotation marks of its JSON string. */
const MOST_CHARACTERS = 200;
const MOST_BYTES = 208;

const encoder = new TextEncoder();

export function fits(text: string) {
  return [...text].length <= MOST_CHARACTERS && encoder.encode(JSON.stringify(text)).length - 2 <= MOST_BYTES;
}

/** Splits typed text between words into lines that the server accepts. A word longer than a line is cut. */
export function linesOf(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.trim().split(/\s+/).flatMap(pieces)) {
    const longerLine = line ? `${line} ${word}` : word;
    if (fits(longerLine)) {
      line = longerLine;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return line ? [...lines, line] : lines;
}

/** Halves a word until every piece fits. */
function pieces(word: string): string[] {
  if (fits(word)) return [word];
  const letters = [...word];
  const half = Math.ceil(letters.length / 2);
  return [letters.slice(0, half).join(""), letters.slice(half).join("")].flatMap(pieces);
}

// Slow readers manage about ten characters a second while they also follow the speech.
const SHORTEST_MS = 12_000;
const MS_PER_LETTER = 100;

/** Returns for how many milliseconds a line stays if no other follows it. */
export function lifeOf(text: string) {
  return Math.max(SHORTEST_MS, text.length * MS_PER_LETTER);
}

export type Line = { id: number; text: string; before?: string };

/** Returns what a machine has understood since the newest line, or "". A newer line makes it void. */
export function partialOf(captions: any): string {
  return captions?.partial?.after === (captions?.id ?? 0) ? captions.partial.text : "";
}

/**
 * Returns a function that remembers the line before the newest. The snapshot brings both lines; each message
 * brings one, which is either the newest line or a correction of it.
 */
export function createLines() {
  let shownLine: Line | null = null;
  let before = "";

  /** @returns at most two lines, the older one first */
  return (newest: Line | null | undefined): string[] => {
    if (!newest) return [];
    if (shownLine && newest.id === shownLine.id + 1) before = shownLine.text;
    // Messages leave the snapshot's `before` as it is. An unchanged one is not the line before the newest.
    else if (newest.id !== shownLine?.id) before = newest.before === shownLine?.before ? "" : newest.before ?? "";
    shownLine = newest;
    return [before, newest.text].filter(Boolean);
  };
}
