/**
 * Starts a hall's page. It stays connected, so that the people of the hall count as present. The server redraws
 * it when a poll opens or closes, unless somebody is typing.
 */

import { pageWords, readJson } from "../kit/dom.ts";
import { keepPiece } from "../kit/piece.ts";
import { openRoom } from "../room/engine/room.ts";
import { HOST_LINK } from "../room/rooms/host_link.ts";
import { linkMount } from "../room/rooms/link.ts";

const room = openRoom({ seat: document.body.dataset.seat ?? "", snapshot: readJson("snapshot") });
const element = document.getElementById("piece");
const shownState = () => [room.state.room.state, room.state.polls.map(({ poll, state }) => [poll, state]), room.state.halls];
const link = document.getElementById("link");

if (link) {
  linkMount(HOST_LINK)(link, room, pageWords());
  document.addEventListener("submit", (event) => {
    // Offline, the browser would replace the page, and what was typed, with its own error page.
    if (room.connection !== "offline") return;
    event.preventDefault();
    link.scrollIntoView({ block: "center" });
  });
}
if (element) {
  const piece = keepPiece(element, element.dataset.address ?? location.pathname, shownState, true);
  room.subscribe(() => void piece.follow());
}
