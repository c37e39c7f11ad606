/** Describes a connection to the media server, whichever engine makes it: LiveKit's package, or WHIP and WHEP. */

/** What the server gives a member who wants to connect; webinar/live/media_server/views.py explains it. */
export interface Ticket {
  /** The address of the script that connects. */
  script: string;
  /** A sentence to show while the media server is away. */
  away: string;
}

export interface LiveKitTicket extends Ticket {
  url: string;
  token: string;
}

/** Where the sound of one turn goes or comes from, and the bearer token that permits it. */
export interface Line {
  url: string;
  token: string;
}

export interface WhipTicket extends Ticket {
  /** The turn that the lines are for; null while nobody speaks. */
  turn: number | null;
  whip: Line | null;
  whep: Line | null;
}

/** The member whose sound counts in a channel, by number, and their turn. */
export interface Speaker {
  member: number;
  turn: number;
}

export interface MediaLink {
  /** Plays what this speaker sends into the channel, and nothing else; null for silence. */
  hear: (channel: string, speaker: Speaker | null) => void;
  /** Sends this microphone into the channel, in place of an earlier one. Rejects if the media server does not take it. */
  publish: (channel: string, microphone: MediaStreamTrack) => Promise<void>;
  close: () => void;
}

export interface MediaEvents {
  /**
   * Called when the sound of the speaker begins to arrive, and when it no longer does.
   * @param patienceMs for so long the sound may come back by itself; left out after a gap that may be short
   */
  heard: (isHeard: boolean, patienceMs?: number) => void;
  /** Called when the connection is over and will not come back by itself. */
  lost: () => void;
}

/**
 * Connects; rejects if the media server cannot be reached, or refuses the token.
 * @param renew fetches a ticket for what the member may do by then, in the same channel
 */
export type Connect = (ticket: any, events: MediaEvents, renew: () => Promise<any>) => Promise<MediaLink>;
