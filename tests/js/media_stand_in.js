// A stand-in for the media server's side of the browser: tickets, the script that connects, and the connection.

/** @param {{ticket?: boolean, script?: boolean, connection?: boolean, publishing?: boolean}} faults what fails now */
export function standIn(faults = {}) {
  const subscribers = new Set();
  const room = {
    state: { room: { state: "live" }, voice: { floor: { holder: 7, name: "Dana", turn: 3 } } },
    connection: "connected",
    tell: (event, fields) => media.told.push([event, fields]),
    subscribe(fn) {
      subscribers.add(fn);
      return () => subscribers.delete(fn);
    },
  };
  const media = {
    faults,
    room,
    told: [],
    tickets: 0,
    channels: [],
    connections: 0,
    isClosed: false,
    heard: null,
    published: [],
    events: null,
    /** Lets our own state name another speaker. */
    say(view) {
      room.state = { ...room.state, voice: { floor: view } };
      for (const fn of subscribers) fn();
    },
    /** Lets the link to our own server go down, or come back. */
    link(connection) {
      room.connection = connection;
      for (const fn of subscribers) fn();
    },
    gate: { fetchTicket, load },
  };

  async function fetchTicket(_room, channel) {
    media.tickets += 1;
    media.channels.push(channel);
    if (faults.ticket) throw new Error("no ticket");
    return { url: "wss://media.example", token: "token", script: "/livekit.js", away: "away" };
  }

  async function load() {
    if (faults.script) throw new Error("no script");
    return { connect };
  }

  async function connect(_ticket, events) {
    media.connections += 1;
    if (faults.connection) throw new Error("no connection");
    media.events = events;
    media.isClosed = false;
    return {
      hear: (...heard) => (media.heard = heard),
      async publish(channel, microphone) {
        if (faults.publishing) throw new Error("not allowed");
        media.published.push([channel, microphone]);
      },
      close: () => (media.isClosed = true),
    };
  }

  return media;
}

/** Lets all promises that can be kept be kept. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));
