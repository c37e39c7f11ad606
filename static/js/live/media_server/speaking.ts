/**
 * Speaks in one channel through our own server, as voice/speaking.ts does, and through the media server as well while
 * it answers. Our own server always gets the sound: it records it, and it serves the listeners whom the media server
 * does not reach. Who may speak, silence and hand-over are decided here alone.
 */

import { createSpeaking as createOwn, type Speaking, type SpeakingOptions } from "../voice/speaking.ts";
import type { MediaLink } from "./media_link.ts";
import { gate, openLink, type Gate } from "./ticket.ts";

const RETRY_MS = 30_000;

interface Surroundings {
  gate: Gate;
  createOwn: typeof createOwn;
}

/** It replaces the function of this name in voice/speaking.ts. */
export function createSpeaking(options: SpeakingOptions, around: Surroundings = { gate, createOwn }): Speaking {
  const { room, onChange } = options;
  const speaking = around.createOwn({ ...options, onChange: note });
  let link: MediaLink | null = null;
  /** What the media server should get now; null if this member does not speak. */
  let wanted: MediaStreamTrack | null = null;
  /** Counts connections, so that one that has become outdated is noticed: its ticket is for an earlier turn. */
  let attempt = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function note() {
    follow();
    onChange();
  }

  function follow() {
    const holds = speaking.state === "on" || speaking.state === "waiting";
    const next = holds ? speaking.track : null;
    if (next === wanted) return;
    const isNew = !wanted;
    wanted = next;
    if (!wanted) close();
    else if (isNew) void connect();
    else if (link) void send(link, wanted);
  }

  async function connect() {
    const current = (attempt += 1);
    const fail = () => current === attempt && giveUp();
    try {
      const opened = await openLink(room, speaking.channel, { heard: () => {}, lost: fail }, undefined, around.gate);
      if (current !== attempt || !wanted) return opened.close();
      link = opened;
      await send(opened, wanted);
    } catch {
      fail();
    }
  }

  async function send(to: MediaLink, microphone: MediaStreamTrack) {
    try {
      await to.publish(speaking.channel, microphone);
      if (microphone !== wanted && wanted && to === link) await send(to, wanted);
    } catch {
      if (to === link) giveUp();
    }
  }

  /** Listeners go on hearing the member through our own server. */
  function giveUp() {
    close();
    if (wanted) retry = setTimeout(connect, RETRY_MS);
  }

  function close() {
    attempt += 1;
    clearTimeout(retry);
    link?.close();
    link = null;
  }

  return speaking;
}
