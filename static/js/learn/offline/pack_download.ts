/** Fetches a pack over a link that may break: what has arrived stays, and only the rest is requested again. */

import type { Shelf } from "../../kit/storage.ts";

// How many characters are stored at once, and so the most that is lost if the browser is killed.
const PIECE_LENGTH = 16_000;
const NO_SUCH_REST = "409";

/**
 * @param key names this version of the pack
 * @param onBytes called with how many of the pack's unpacked bytes have arrived
 * @returns the whole pack; rejects if the link breaks
 */
export async function fetchPack(
  shelf: Shelf,
  key: string,
  address: string,
  version: string,
  onBytes: (bytes: number) => void,
): Promise<any> {
  const fetchAll = async () => JSON.parse(await fetchRest(shelf, key, address, version, onBytes));
  try {
    return await fetchAll();
  } catch (error) {
    // Two tabs that fetch the same pack mix their pieces, which then do not fit or are too many.
    const isSpoilt = error instanceof SyntaxError || (error instanceof Error && error.message === NO_SUCH_REST);
    if (!isSpoilt) throw error;
    dropPieces(shelf, key);
    return fetchAll();
  }
}

async function fetchRest(shelf: Shelf, key: string, address: string, version: string, onBytes: (bytes: number) => void) {
  const pieces = piecesOf(shelf, key);
  let bytes = sizeOf(pieces.join(""));
  onBytes(bytes);
  const response = await fetch(bytes ? `${address}?from=${bytes}&version=${version}` : address);
  if (!response.ok || !response.body) throw new Error(String(response.status));
  const reader = response.body.getReader();
  // A character that has arrived only in part is fetched again.
  const decoder = new TextDecoder();
  let buffer = "";
  const storeBuffer = () => {
    if (buffer) storePiece(shelf, key, pieces, buffer);
    buffer = "";
  };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      buffer += decoder.decode(value, { stream: true });
      bytes += value.length;
      onBytes(bytes);
      if (buffer.length > PIECE_LENGTH) storeBuffer();
    }
  } finally {
    storeBuffer();
  }
  return pieces.join("");
}

/** @param prefix the prefix of packs that have arrived whole, or of older versions */
export function dropPieces(shelf: Shelf, prefix: string) {
  for (const key of shelf.keys()) if (key.startsWith(prefix)) shelf.removeItem(key);
}

function piecesOf(shelf: Shelf, key: string) {
  const pieces: string[] = [];
  for (let piece = shelf.getItem(`${key}.0`); piece !== null; piece = shelf.getItem(`${key}.${pieces.length}`)) pieces.push(piece);
  return pieces;
}

/**
 * Stores a piece. If there is no space, the piece stays in memory only; a later visit finds the pieces before
 * the gap.
 */
function storePiece(shelf: Shelf, key: string, pieces: string[], text: string) {
  shelf.setItem(`${key}.${pieces.length}`, text);
  pieces.push(text);
}

const sizeOf = (text: string) => new TextEncoder().encode(text).length;
