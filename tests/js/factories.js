// Makes snapshots of a room and stand-ins for the outer world, with defaults.

export function makePoll(changes = {}) {
  return {
    poll: "tea",
    slide: 1,
    kind: "single",
    quiz: false,
    state: "open",
    options: ["tea", "coffee"],
    texts: null,
    opened_at: null,
    closed_at: null,
    mine: null,
    ...changes,
  };
}

export function makeStep(changes = {}) {
  return {
    step: 1,
    text: "Meet the school",
    language: "en",
    texts: {},
    revisions: { en: 1 },
    version: 1,
    ballot: 1,
    state: "proposed",
    proposed_by: "Bek",
    proposer: 3,
    counts: { agree: 0, reserve: 0, disagree: 0, abstain: 0, must_ask: 0 },
    mine: null,
    owners: [],
    due: null,
    check_back: null,
    indicator: "",
    indicators: {},
    evidence: "",
    details: 0,
    merged_into: null,
    outcome: null,
    draft: null,
    ...changes,
  };
}

export function makeOwner(changes = {}) {
  return {
    owner: 1,
    role: "",
    member: 7,
    name: "Ada",
    state: "asked",
    reason: "",
    proposed_by: "Grace",
    paper_by: null,
    ...changes,
  };
}

export function makeOutcome(changes = {}) {
  return {
    ballot: 1,
    version: 1,
    rule: "consent",
    present: 28,
    answered: 21,
    quorum: 14,
    needed: 1,
    counts: { agree: 17, reserve: 2, disagree: 0, abstain: 1, must_ask: 1 },
    late: 0,
    owners: 0,
    owners_accepted: 0,
    computed: "agreed",
    recorded: "agreed",
    reason: "",
    overruled_by: null,
    ...changes,
  };
}

export function makeSnapshot({ version = 10, room = {}, me = {}, said = {}, ...rest } = {}) {
  return {
    version,
    said: { everyone: version, ...said },
    now: "2026-11-24T09:00:00.000+00:00",
    room: {
      code: "ABCD2345",
      title: "Tea",
      state: "live",
      slide: 0,
      slides: 5,
      started_at: null,
      ended_at: null,
      planned_minutes: 60,
      deck: "0123456789abcdef",
      parts: [0],
      languages: ["en", "ru"],
      ...room,
    },
    me: { member: 7, name: "Ada", role: "participant", language: "en", ...me },
    polls: [],
    steps: [],
    terms: { rule: "consent", quorum: 50, shares_reasons: false },
    people: null,
    plan: null,
    drafts: null,
    ...rest,
  };
}

/** A broadcast to everyone, with consecutive sequence numbers by default. */
export function broadcast(version, fields, { after = version - 1, audience = "everyone" } = {}) {
  return { version, after, audience, ...fields };
}

/** A socket whose server is the test: `server` answers commands, `hear` plays a broadcast. */
export function makeSocket(server) {
  const handlers = new Map();
  const unanswered = new Set();
  /** Late answers, by command. */
  const late = new Map();
  let onPacket = () => {};
  const socket = {
    io: { engine: { on: (/** @type {string} */ _name, handler) => (onPacket = handler) } },
    connected: false,
    active: true,
    emitted: [],
    broadcast: () => {},
    on(name, handler) {
      handlers.set(name, [...(handlers.get(name) ?? []), handler]);
      return socket;
    },
    onAny(handler) {
      socket.broadcast = handler;
    },
    offAny() {},
    timeout: (patienceMs) => ({ emit: (command, fields, callback) => deliver(command, fields, callback, patienceMs) }),
    connect() {
      socket.connects += 1;
      return socket;
    },
    disconnect() {
      if (socket.connected) socket.drop("io client disconnect");
      return socket;
    },
    connects: 0,
    handlerCount: () => [...handlers.values()].flat().length,
    up() {
      socket.connected = true;
      fire("connect");
    },
    drop(reason = "transport close") {
      socket.connected = false;
      fire("disconnect", reason);
      for (const lose of [...unanswered]) lose();
    },
    refuse(error) {
      socket.active = false;
      fire("connect_error", error);
    },
    hear: (name, body) => socket.broadcast(name, body),
    /** Hold the answers to this command until the returned function is called. */
    holdBack(command) {
      late.set(command, []);
      return () => late.get(command).forEach((come) => come());
    },
    packet: () => onPacket(),
  };

  function deliver(command, fields, callback, patienceMs) {
    socket.emitted.push({ command, fields });
    const lose = () => unanswered.delete(lose) && callback(new Error("no answer"));
    unanswered.add(lose);
    setTimeout(lose, patienceMs);
    const answer = server(command, fields);
    const come = () => unanswered.delete(lose) && callback(null, answer);
    if (late.has(command)) late.get(command).push(come);
    else if (answer !== undefined) queueMicrotask(come);
  }

  function fire(name, ...args) {
    for (const handler of handlers.get(name) ?? []) handler(...args);
  }

  return socket;
}

/** Let pending promises and their continuations run. */
export async function settle() {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}
