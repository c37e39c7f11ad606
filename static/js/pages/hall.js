// @ts-check
/**
 * A hall's page: stays connected, so that those who sit there are present, and is drawn anew by the
 * server when a poll opens or closes, unless something is being typed.
 */

import { readJson, tameMenus } from "../lib/dom.js";
import { keepPiece } from "../lib/piece.js";
import { openRoom } from "../live/room.js";

const room = openRoom({ seat: document.body.dataset.seat ?? "", snapshot: readJson("snapshot") });
const element = document.getElementById("piece");
const seen = () => [room.state.polls.map(({ poll, state }) => [poll, state]), room.state.halls];

tameMenus();
if (element) {
  const piece = keepPiece(element, element.dataset.address ?? location.pathname, seen, true);
  room.subscribe(() => void piece.follow());
}
