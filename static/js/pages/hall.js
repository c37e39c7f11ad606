// @ts-check
/**
 * A hall's page: stays connected, so that those who sit there are present, and is drawn anew by the
 * server when a poll opens or closes, unless something is being typed.
 */

import { readJson, tameMenus } from "../lib/dom.js";
import { fetchPiece, isFilledIn } from "../lib/piece.js";
import { openRoom } from "../live/room.js";

const room = openRoom({ seat: document.body.dataset.seat ?? "", snapshot: readJson("snapshot") });
const piece = document.getElementById("piece");
const now = () => JSON.stringify([room.state.polls.map(({ poll, state }) => [poll, state]), room.state.halls]);
let drawn = now();
// Also before this script came.
let isTyping = piece !== null && isFilledIn(piece);

tameMenus();
piece?.addEventListener("input", () => (isTyping = true));
room.subscribe(async () => {
  if (!piece || isTyping || now() === drawn) return;
  drawn = now();
  if (!(await fetchPiece(piece, piece.dataset.address ?? location.pathname, () => isTyping))) drawn = "";
});
