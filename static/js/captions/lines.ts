// @ts-check
/** Lines of captions: how a long one is parted, and which two a reader sees. No DOM. */

/** As the server counts: characters, and bytes within the quotation marks of JSON. */
const CHARACTERS = 200;
const BYTES = 208;

const encoder = new TextEncoder();

/** @param {string} text */
export function fits(text) {
  return [...text].length <= CHARACTERS && encoder.encode(JSON.stringify(text)).length - 2 <= BYTES;
}

/**
 * What was typed, parted between words into lines that the server takes; a word longer than a line
 * is cut.
 *
 * @param {string} typed
 * @returns {string[]}
 */
export function linesOf(typed) {
  /** @type {string[]} */
  const lines = [];
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

/** @param {string} word @returns {string[]} */
function pieces(word) {
  if (fits(word)) return [word];
  const letters = [...word];
  const half = Math.ceil(letters.length / 2);
  return [letters.slice(0, half).join(""), letters.slice(half).join("")].flatMap(pieces);
}

// Slow readers manage some ten letters in a second, and have a word to follow besides.
const SHORTEST = 12_000;
const PER_LETTER = 100;

/** How long a line stays when none follows it, in ms. @param {string} text */
export function lifeOf(text) {
  return Math.max(SHORTEST, text.length * PER_LETTER);
}

/** @typedef {{id: number, text: string, before?: string}} Line */

/**
 * Remembers the line before the newest. The snapshot brings both; each message brings one, which is
 * the newest line, or the same line put right.
 */
export function createLines() {
  /** @type {Line | null} */
  let shown = null;
  let before = "";

  /** @param {Line | null | undefined} newest @returns {string[]} at most two, the older one first */
  return (newest) => {
    if (!newest) return [];
    if (shown && newest.id === shown.id + 1) before = shown.text;
    // A message leaves what the snapshot said before as it was: after a gap that is no neighbour.
    else if (newest.id !== shown?.id) before = newest.before === shown?.before ? "" : newest.before ?? "";
    shown = newest;
    return [before, newest.text].filter(Boolean);
  };
}
