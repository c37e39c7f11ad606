/** The socket: whether it is up, down or refused, and when to try again. It knows nothing of rooms. */

import { io, type Socket } from "socket.io-client";

type LinkStatus = "connecting" | "up" | "down" | "refused";

interface Link {
  status: LinkStatus;
  /** The link is up, but nothing has arrived for so long that it is probably lost. */
  quiet: boolean;
  /** The code with which the server refused this seat. */
  refusal: string | null;
  /** The device reports that it has no network. */
  offline: boolean;
  /** Resolves with the answer, or with null if none came. */
  ask: (command: string, fields: object, patience?: number) => Promise<any>;
  /** Disconnects, and reconnects after about that time. */
  pause: (milliseconds: number) => void;
  close: () => void;
}

const ANSWER_WITHIN = 5000;
// The server sends something every five seconds, and the link is given up after fifteen seconds of silence. Warn before
// that; on a slow link, whose answers take long, warn later, because silence means less there.
const QUIET_AFTER = 9500;

export function openLink({
  seat,
  onBroadcast,
  onChange,
  connect = io as any,
}: {
  seat: string;
  onBroadcast: (name: string, body: any) => void;
  /** Called when the status has changed. */
  onChange: () => void;
  connect?: (options: any) => Socket;
}): Link {
  const socket = connect({
    auth: { seat },
    // Polling is for networks that block WebSockets.
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: 1000,
    reconnectionDelayMax: 10_000,
    randomizationFactor: 0.5,
  });
  const link: Link = { status: "connecting", quiet: false, refusal: null, offline: isOffline(), ask, pause, close };
  let comingBack: ReturnType<typeof setTimeout> | undefined;
  let falling: ReturnType<typeof setTimeout> | undefined;
  let lag = 0;

  // Bind once, outside "connect": if bound inside, each reconnect would apply broadcasts once more.
  socket.on("connect", () => {
    // Each connection has its own engine.
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

  function become(status: LinkStatus) {
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

  function fallQuiet(quiet: boolean) {
    link.quiet = quiet;
    onChange();
  }

  function ask(command: string, fields: object, patience: number = ANSWER_WITHIN) {
    if (!socket.connected) return Promise.resolve(null);
    const asked = performance.now();
    return new Promise((resolve) => {
      socket.timeout(patience).emit(command, fields, (lost: Error | null, answer: any) => {
        if (!lost) lag = performance.now() - asked;
        resolve(lost ? null : answer);
      });
    });
  }

  function pause(milliseconds: number) {
    socket.disconnect();
    become("down");
    comeBack(milliseconds);
  }

  /** Waits for the given time, or up to twice as long, so that not all clients return at once. */
  function comeBack(milliseconds: number) {
    clearTimeout(comingBack);
    comingBack = setTimeout(() => socket.disconnect().connect(), milliseconds * (1 + Math.random()));
  }

  /** The browser announces the end of a WebSocket; the server would not hear of the end of long polling. */
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

function refusalOf(error: any): { code: string; retry: boolean } {
  const data = error?.data ?? {};
  return { code: data.code ?? error?.message ?? "not_allowed", retry: data.retry === true };
}

function isOffline() {
  return globalThis.navigator?.onLine === false;
}

function watchNetwork(changed: () => void): () => void {
  const target = globalThis.window;
  if (!target) return () => {};
  const names = ["online", "offline", "pageshow"];
  for (const name of names) target.addEventListener(name, changed);
  return () => names.forEach((name) => target.removeEventListener(name, changed));
}
