/** Splits long lines of captions, and decides which two a reader sees. No DOM. */

/** As the server counts: characters, and bytes within the quotation marks of JSON. */
const CHARACTERS = 200;
const BYTES = 208;

const encoder = new TextEncoder();

export function fits(text: string) {
  return [...text].length <= CHARACTERS && encoder.encode(JSON.stringify(text)).length - 2 <= BYTES;
}

/** Splits typed text between words into lines that the server accepts. A word longer than a line is cut. */
export function linesOf(typed: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of typed.trim().split(/\s+/).flatMap(pieces)) {
    const longer = line ? `${line} ${word}` : word;
    if (fits(longer)) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return line ? [...lines, line] : lines;
}

function pieces(word: string): string[] {
  if (fits(word)) return [word];
  const letters = [...word];
  const half = Math.ceil(letters.length / 2);
  return [letters.slice(0, half).join(""), letters.slice(half).join("")].flatMap(pieces);
}

// Slow readers manage about ten characters a second, and follow the speech besides.
const SHORTEST = 12_000;
const PER_LETTER = 100;

/** How long a line stays if none follows it, in ms. */
export function lifeOf(text: string) {
  return Math.max(SHORTEST, text.length * PER_LETTER);
}

export type Line = { id: number; text: string; before?: string };

/**
 * Remembers the line before the newest. The snapshot brings both; each message brings one, which is the newest
 * line, or a correction of it.
 */
export function createLines() {
  let shown: Line | null = null;
  let before = "";

  /** @returns at most two lines, the older one first */
  return (newest: Line | null | undefined): string[] => {
    if (!newest) return [];
    if (shown && newest.id === shown.id + 1) before = shown.text;
    // A message does not change the earlier line of the snapshot: after a gap the two lines are no neighbours.
    else if (newest.id !== shown?.id) before = newest.before === shown?.before ? "" : newest.before ?? "";
    shown = newest;
    return [before, newest.text].filter(Boolean);
  };
}
