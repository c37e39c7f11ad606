/** Describes a connection to the media server, whichever package makes it. */

/** What the server gives a member who wants to connect; webinar/live/media_server/views.py explains it. */
export interface Ticket {
  url: string;
  token: string;
  /** The address of the script that connects. */
  script: string;
  /** A sentence to show while the media server is away. */
  away: string;
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
  /** Called when the sound of the speaker begins to arrive, and when it no longer does. */
  heard: (isHeard: boolean) => void;
  /** Called when the connection is over and will not come back by itself. */
  lost: () => void;
}

/** Connects; rejects if the media server cannot be reached, or refuses the token. */
export type Connect = (ticket: Ticket, events: MediaEvents) => Promise<MediaLink>;
