/**
 * Listens to one channel through the media server while it answers, and through our own server at all other times:
 * before the media server's script has arrived, while nobody sends into the channel there, and when it is away. So
 * listeners need not wait for it, and do not miss a speaker whom it does not reach.
 */

import type { Words } from "../../kit/words.ts";
import { channelOf } from "../voice/channels.ts";
import { listenTo as listenHere, type Listening } from "../voice/listening.ts";
import type { Room } from "../../room/engine/room.ts";
import type { MediaLink } from "./media_link.ts";
import { hideNotice, showNotice } from "./notice.ts";
import { isSlow } from "./slow_network.ts";
import { gate, openLink, type Gate } from "./ticket.ts";

/** The media server may be silent for so long before our own server takes over. */
const PATIENCE_MS = 2000;
const RETRY_MS = 30_000;

interface Surroundings {
  gate: Gate;
  listenHere: typeof listenHere;
  isSlow: () => boolean;
}

/** Begins to listen; call it at a tap. It replaces the function of this name in voice/listening.ts. */
export function listenTo(
  room: Room,
  audio: HTMLAudioElement,
  channel: string,
  onChange: () => void,
  words?: Words,
  around: Surroundings = { gate, listenHere, isSlow },
): Listening {
  let own: Listening | null = null;
  let link: MediaLink | null = null;
  let isStopped = false;
  let isUp = room.connection === "connected";
  let away = "";
  let patience: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function useOwn() {
    own ??= around.listenHere(room, audio, channel, onChange, words);
  }

  function useMediaServer() {
    own?.stop();
    own = null;
    report();
    hideNotice();
  }

  function noteHeard(isHeard: boolean, patienceMs = PATIENCE_MS) {
    if (isStopped) return;
    clearTimeout(patience);
    if (isHeard === (own === null)) return;
    if (isHeard) useMediaServer();
    else patience = setTimeout(() => (useOwn(), onChange()), patienceMs);
    onChange();
  }

  async function connect() {
    try {
      const opened = await openLink(room, channel, { heard: noteHeard, lost: giveUp }, (ticket) => (away = ticket.away), around.gate);
      if (isStopped) return opened.close();
      link = opened;
      follow();
    } catch {
      giveUp();
    }
  }

  /** Goes on without the media server, and tries it again after a while. */
  function giveUp() {
    if (isStopped) return;
    link?.close();
    link = null;
    clearTimeout(patience);
    useOwn();
    if (away) showNotice(away);
    clearTimeout(retry);
    retry = setTimeout(connect, RETRY_MS);
    onChange();
  }

  /** Lets the hosts count this listener, to whom our own server sends no sound. */
  function report() {
    room.tell("voice.listen", { channel, media_server: true });
  }

  /** Hears only whom our own state names: a speaker who has lost the channel may still be sending. */
  function follow() {
    const wasUp = isUp;
    isUp = room.connection === "connected";
    // The server knows nothing of a new link.
    if (isUp && !wasUp && !own) report();
    const { holder, turn } = channelOf(room.state, channel);
    link?.hear(channel, holder === null ? null : { member: holder, turn });
  }

  useOwn();
  const unsubscribe = room.subscribe(follow);
  if (!around.isSlow()) void connect();

  return {
    get state() {
      return own ? own.state : "playing";
    },
    get rendition() {
      return own ? own.rendition : "full";
    },
    lag: () => own?.lag() ?? null,
    get control() {
      return own?.control ?? null;
    },
    resume: () => own?.resume(),
    stop() {
      isStopped = true;
      unsubscribe();
      clearTimeout(patience);
      clearTimeout(retry);
      link?.close();
      if (own) own.stop();
      else room.tell("voice.listen", { channel: null });
      hideNotice();
    },
  };
}
