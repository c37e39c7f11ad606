/** Asks our server for a ticket to the media server, and loads the script that connects. */

import { importLate } from "../../kit/late_module.ts";
import type { Room } from "../../room/engine/room.ts";
import type { Connect, MediaEvents, MediaLink, Ticket } from "./media_link.ts";

/** Fetches tickets and scripts; tests replace it. */
export interface Gate {
  fetchTicket: (room: Room) => Promise<Ticket>;
  load: (script: string) => Promise<{ connect: Connect }>;
}

export const gate: Gate = {
  async fetchTicket(room) {
    const { seat = "" } = document.body.dataset;
    const response = await fetch(`/rooms/${room.state.room.code}/media-server`, { headers: { "X-Seat": seat } });
    if (!response.ok) throw new Error(`no ticket: ${response.status}`);
    return response.json();
  },
  load: importLate,
};

/**
 * Connects with a new ticket: a ticket says what the member may do at this moment.
 * @param noteTicket called with the ticket before the connection is tried
 */
export async function openLink(
  room: Room,
  events: MediaEvents,
  noteTicket: (ticket: Ticket) => void = () => {},
  { fetchTicket, load }: Gate = gate,
): Promise<MediaLink> {
  const ticket = await fetchTicket(room);
  noteTicket(ticket);
  const { connect } = await load(ticket.script);
  return connect(ticket, events);
}
