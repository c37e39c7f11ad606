// @ts-check
/** The socket: up, down, refused, and when to try again. Knows nothing of rooms. */

import { io } from "socket.io-client";

/** @typedef {import("socket.io-client").Socket} Socket */
/** @typedef {"connecting" | "up" | "down" | "refused"} LinkStatus */
/**
 * @typedef {object} Link
 * @property {LinkStatus} status
 * @property {boolean} quiet it is up, and nothing has been heard for so long that it is probably lost
 * @property {string | null} refusal the code with which the server refused this seat
 * @property {boolean} offline the device says that it has no network
 * @property {(command: string, fields: object, patience?: number) => Promise<any>} ask
 *   gives the answer, or null when none came
 * @property {(milliseconds: number) => void} pause leave, and come back after about that time
 * @property {() => void} close
 */

const ANSWER_WITHIN = 5000;
// The server says something every five seconds. It is told before the link is given up after fifteen;
// on a slow link, whose answers take long, that much later: there a silence means little.
const QUIET_AFTER = 9500;

/**
 * @param {object} parts
 * @param {string} parts.seat
 * @param {(name: string, body: any) => void} parts.onBroadcast
 * @param {() => void} parts.onChange the status is another
 * @param {(options: any) => Socket} [parts.connect]
 * @returns {Link}
 */
export function openLink({ seat, onBroadcast, onChange, connect = /** @type {any} */ (io) }) {
  const socket = connect({
    auth: { seat },
    // Polling is for networks that let no WebSocket through.
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: 1000,
    reconnectionDelayMax: 10_000,
    randomizationFactor: 0.5,
  });
  /** @type {Link} */
  const link = { status: "connecting", quiet: false, refusal: null, offline: isOffline(), ask, pause, close };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let comingBack;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let falling;
  let lag = 0;

  // Bound once, outside "connect": bound inside, each reconnect would apply broadcasts once more.
  socket.on("connect", () => {
    // Each connection has an engine of its own.
    socket.io?.engine.on("packet", heard);
    become("up");
  });
  socket.on("disconnect", (reason) => {
    become("down");
    if (reason === "io server disconnect") comeBack(1000);
  });
  socket.on("connect_error", (error) => {
    if (socket.active) return become(link.status === "connecting" ? "connecting" : "down");
    const { code, retry } = refusalOf(error);
    if (retry) return comeBack(5000);
    link.refusal = code;
    become("refused");
  });
  socket.onAny(onBroadcast);
  globalThis.window?.addEventListener("pagehide", sayGoodbye);
  const unwatch = watchNetwork(() => {
    link.offline = isOffline();
    onChange();
    if (!link.offline && link.status === "down") comeBack(0);
  });

  /** @param {LinkStatus} status */
  function become(status) {
    link.status = status;
    clearTimeout(falling);
    link.quiet = false;
    onChange();
  }

  function heard() {
    clearTimeout(falling);
    falling = setTimeout(fallQuiet, QUIET_AFTER + lag, true);
    if (link.quiet) fallQuiet(false);
  }

  /** @param {boolean} quiet */
  function fallQuiet(quiet) {
    link.quiet = quiet;
    onChange();
  }

  /** @param {string} command @param {object} fields @param {number} [patience] */
  function ask(command, fields, patience = ANSWER_WITHIN) {
    if (!socket.connected) return Promise.resolve(null);
    const asked = performance.now();
    return new Promise((resolve) => {
      socket.timeout(patience).emit(command, fields, (/** @type {Error | null} */ lost, /** @type {any} */ answer) => {
        if (!lost) lag = performance.now() - asked;
        resolve(lost ? null : answer);
      });
    });
  }

  /** @param {number} milliseconds */
  function pause(milliseconds) {
    socket.disconnect();
    become("down");
    comeBack(milliseconds);
  }

  /** @param {number} milliseconds at least this, at most twice: all clients come back at once otherwise */
  function comeBack(milliseconds) {
    clearTimeout(comingBack);
    comingBack = setTimeout(() => socket.disconnect().connect(), milliseconds * (1 + Math.random()));
  }

  /** The browser closes a WebSocket in words; of long polling the server would hear nothing more. */
  function sayGoodbye() {
    const { id, transport } = socket.io.engine;
    if (transport.name !== "polling" || !socket.connected) return;
    navigator.sendBeacon(`/socket.io/?EIO=4&transport=polling&sid=${id}`, "41");
  }

  function close() {
    clearTimeout(comingBack);
    clearTimeout(falling);
    unwatch();
    globalThis.window?.removeEventListener("pagehide", sayGoodbye);
    socket.offAny();
    socket.disconnect();
  }

  return link;
}

/** @param {any} error @returns {{code: string, retry: boolean}} */
function refusalOf(error) {
  const data = error?.data ?? {};
  return { code: data.code ?? error?.message ?? "not_allowed", retry: data.retry === true };
}

function isOffline() {
  return globalThis.navigator?.onLine === false;
}

/** @param {() => void} changed @returns {() => void} */
function watchNetwork(changed) {
  const target = globalThis.window;
  if (!target) return () => {};
  const names = ["online", "offline", "pageshow"];
  for (const name of names) target.addEventListener(name, changed);
  return () => names.forEach((name) => target.removeEventListener(name, changed));
}
