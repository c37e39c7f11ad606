/** Opens the socket, and knows whether it is up, down or refused, and when to try again. It knows nothing of rooms. */

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
  ask: (command: string, fields: object, patienceMs?: number) => Promise<any>;
  /** Sends an event that gets no answer, if the link is up. */
  tell: (event: string, fields: object) => void;
  /** Bytes that the browser has not sent yet; 0 with polling. */
  readonly unsent: number;
  /** Disconnects, and reconnects after about that time. */
  pause: (delayMs: number) => void;
  close: () => void;
}

const ANSWER_WITHIN_MS = 5000;
// The server sends something every five seconds, and the link is given up after fifteen seconds of silence. Warn before
// that; on a slow link, whose answers take long, warn later, because silence means less there.
const QUIET_AFTER_MS = 9500;

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
  const link: Link = { status: "connecting", quiet: false, refusal: null, offline: isOffline(), ask, tell, pause, close,
    get unsent() {
      return (socket.io.engine.transport as any).ws?.bufferedAmount ?? 0;
    },
  };
  let returnTimer: ReturnType<typeof setTimeout> | undefined;
  let silenceTimer: ReturnType<typeof setTimeout> | undefined;
  let lagMs = 0;

  // Bind once, outside "connect": if bound inside, each reconnect would apply broadcasts once more.
  socket.on("connect", () => {
    // Each connection has its own engine.
    socket.io?.engine.on("packet", notePacket);
    setStatus("up");
  });
  socket.on("disconnect", (reason) => {
    setStatus("down");
    if (reason === "io server disconnect") comeBack(1000);
  });
  socket.on("connect_error", (error) => {
    if (socket.active) return setStatus(link.status === "connecting" ? "connecting" : "down");
    const { code, retry } = refusalOf(error);
    if (retry) return comeBack(5000);
    link.refusal = code;
    setStatus("refused");
  });
  socket.onAny(onBroadcast);
  globalThis.window?.addEventListener("pagehide", sayGoodbye);
  const unwatch = watchNetwork(() => {
    link.offline = isOffline();
    onChange();
    if (!link.offline && link.status === "down") comeBack(0);
  });

  function setStatus(status: LinkStatus) {
    link.status = status;
    clearTimeout(silenceTimer);
    link.quiet = false;
    onChange();
  }

  function notePacket() {
    clearTimeout(silenceTimer);
    silenceTimer = setTimeout(setQuiet, QUIET_AFTER_MS + lagMs, true);
    if (link.quiet) setQuiet(false);
  }

  function setQuiet(quiet: boolean) {
    link.quiet = quiet;
    onChange();
  }

  function ask(command: string, fields: object, patienceMs: number = ANSWER_WITHIN_MS) {
    if (!socket.connected) return Promise.resolve(null);
    const askedAt = performance.now();
    return new Promise((resolve) => {
      socket.timeout(patienceMs).emit(command, fields, (timeout: Error | null, answer: any) => {
        if (!timeout) lagMs = performance.now() - askedAt;
        resolve(timeout ? null : answer);
      });
    });
  }

  function tell(event: string, fields: object) {
    if (socket.connected) socket.emit(event, fields);
  }

  function pause(delayMs: number) {
    socket.disconnect();
    setStatus("down");
    comeBack(delayMs);
  }

  /** Waits for the given time, or up to twice as long, so that not all clients return at once. */
  function comeBack(delayMs: number) {
    clearTimeout(returnTimer);
    returnTimer = setTimeout(() => socket.disconnect().connect(), delayMs * (1 + Math.random()));
  }

  /**
   * Tells the server of the end of long polling, of which it would not hear; the browser announces the end of a
   * WebSocket.
   */
  function sayGoodbye() {
    const { id, transport } = socket.io.engine;
    if (transport.name !== "polling" || !socket.connected) return;
    navigator.sendBeacon(`/socket.io/?EIO=4&transport=polling&sid=${id}`, "41");
  }

  function close() {
    clearTimeout(returnTimer);
    clearTimeout(silenceTimer);
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

function watchNetwork(onChange: () => void): () => void {
  const target = globalThis.window;
  if (!target) return () => {};
  const names = ["online", "offline", "pageshow"];
  for (const name of names) target.addEventListener(name, onChange);
  return () => names.forEach((name) => target.removeEventListener(name, onChange));
}
