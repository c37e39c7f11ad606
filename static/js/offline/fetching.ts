// @ts-check
/** A pack on its way over a link that may break: what has come stays, and only the rest is asked for again. */

/** @typedef {import("../lib/storage.js").Shelf} Shelf */

// Letters that are put away at once: so much is lost at most if the browser is killed.
const PIECE = 16_000;
const NO_SUCH_REST = "409";

/**
 * @param {Shelf} shelf
 * @param {string} key of this version of the pack
 * @param {string} address
 * @param {string} version
 * @param {(bytes: number) => void} come told how much is there, of the bytes that the pack has unpacked
 * @returns {Promise<any>} the whole pack; rejects where the link breaks
 */
export async function fetchPack(shelf, key, address, version, come) {
  const fetchAll = async () => JSON.parse(await fetchRest(shelf, key, address, version, come));
  try {
    return await fetchAll();
  } catch (error) {
    // Two tabs that fetch it put pieces away between each other's: they do not fit, or are too many.
    const isSpoilt = error instanceof SyntaxError || (error instanceof Error && error.message === NO_SUCH_REST);
    if (!isSpoilt) throw error;
    dropPieces(shelf, key);
    return fetchAll();
  }
}

/** @param {Shelf} shelf @param {string} key @param {string} address @param {string} version @param {(bytes: number) => void} come */
async function fetchRest(shelf, key, address, version, come) {
  const pieces = piecesOf(shelf, key);
  let bytes = sizeOf(pieces.join(""));
  come(bytes);
  const response = await fetch(bytes ? `${address}?from=${bytes}&version=${version}` : address);
  if (!response.ok || !response.body) throw new Error(String(response.status));
  const reader = response.body.getReader();
  // A letter of which only a part has come is fetched again.
  const decoder = new TextDecoder();
  let open = "";
  const putAway = () => {
    if (open) put(shelf, key, pieces, open);
    open = "";
  };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      open += decoder.decode(value, { stream: true });
      bytes += value.length;
      come(bytes);
      if (open.length > PIECE) putAway();
    }
  } finally {
    putAway();
  }
  return pieces.join("");
}

/** @param {Shelf} shelf @param {string} prefix of packs that have come whole, or of older versions */
export function dropPieces(shelf, prefix) {
  for (const key of shelf.keys()) if (key.startsWith(prefix)) shelf.removeItem(key);
}

/** @param {Shelf} shelf @param {string} key */
function piecesOf(shelf, key) {
  /** @type {string[]} */
  const found = [];
  for (let piece = shelf.getItem(`${key}.0`); piece !== null; piece = shelf.getItem(`${key}.${found.length}`)) found.push(piece);
  return found;
}

/**
 * Where there is no room it is in memory only: what is found later ends before the gap.
 * @param {Shelf} shelf
 * @param {string} key
 * @param {string[]} pieces
 * @param {string} text
 */
function put(shelf, key, pieces, text) {
  shelf.setItem(`${key}.${pieces.length}`, text);
  pieces.push(text);
}

/** @param {string} text */
const sizeOf = (text) => new TextEncoder().encode(text).length;
