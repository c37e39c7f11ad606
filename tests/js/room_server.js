// Opens a room with a server, for the room's tests.
import { memoryShelf } from "../../static/js/kit/storage.ts";
import { openRoom } from "../../static/js/room/engine/room.ts";
import { makeSnapshot, makeSocket } from "./factories.js";

/**
 * A server that answers snapshots, and commands as `answers` says; `undefined` answers nothing. With
 * `http` the snapshot is a long one, and `http` answers it. The first `refusals` snapshots are refused.
 */
export function open(t, { answers = {}, snapshot = makeSnapshot(), fresh = snapshot, shelf = memoryShelf(), clock, http, refusals = 0 } = {}) {
  t.mock.timers.reset();
  t.mock.timers.enable({ apis: ["setTimeout"] });
  t.mock.method(Math, "random", () => 0.5);
  const socket = makeSocket((command, fields) => {
    const answer = answers[command] ?? (() => ({ ok: true, version: 11 }));
    if (command !== "room.snapshot") return answer(fields);
    if (refusals-- > 0) return { ok: false, code: "too_fast" };
    if (fields.have && fields.have === fresh.tag) return { ok: true, same: true, now: fresh.now };
    return http && fields.most ? { ok: true, bytes: 20_000 } : { ok: true, snapshot: fresh };
  });
  const fetched = [];
  const fetcher = async (address, options) => {
    fetched.push({ address, ...options });
    return http(options);
  };
  const room = openRoom({ seat: "seat", snapshot, connect: () => socket, fetcher, shelf, clock });
  const sent = (command) => socket.emitted.filter((message) => message.command === command);
  return { room, socket, sent, shelf, fetched };
}

/** An HTTP answer that arrives when the test says so. */
export function slow(snapshot) {
  const waiting = [];
  const http = () => new Promise((resolve) => waiting.push(() => resolve(Response.json({ ok: true, snapshot }))));
  return { http, arrive: () => waiting.forEach((come) => come()) };
}

export const vote = (room, option, poll = "tea") => room.send("poll.vote", { poll, options: [option] });
