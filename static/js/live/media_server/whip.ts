/** Connects to a media server with WHIP and WHEP: one session for the turn that is heard, and one for the own turn. */

import { watchArrival } from "./arrival.ts";
import type { MediaEvents, MediaLink, WhipTicket } from "./media_link.ts";
import { Declined, WhipSession } from "./whip_session.ts";

/** The first pause before the media server is asked again for a turn whose speaker has not reached it yet. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
/** With these statuses, media servers say that nobody sends here yet. */
const NOT_YET = [404, 409];

/** Tests give another `audio`. */
export async function connect(
  first: WhipTicket,
  events: MediaEvents,
  renew: () => Promise<WhipTicket>,
  audio: HTMLAudioElement = new Audio(),
): Promise<MediaLink> {
  const arrival = watchArrival(audio, events);
  let unused: WhipTicket | null = first;
  /** The turn that is heard, and how to stop that. */
  let turn: number | null = null;
  let stop = () => {};
  let sending: { session: WhipSession; sender: RTCRtpSender } | null = null;

  /** A ticket serves one attempt, so that its token is never old. */
  async function takeTicket(wanted: number): Promise<WhipTicket> {
    const ticket = unused?.turn === wanted ? unused : await renew();
    unused = null;
    return ticket;
  }

  /** Fetches the sound of a turn as soon as its speaker sends it; returns how to stop. */
  function receive(wanted: number) {
    let session: WhipSession | null = null;
    let isOver = false;
    let pause = FIRST_PAUSE_MS;
    let timer: ReturnType<typeof setTimeout> | undefined;

    async function attempt() {
      try {
        const ticket = await takeTicket(wanted);
        if (isOver) return;
        // Our own state may be ahead of the ticket, or behind it; then it soon names another turn.
        if (ticket.turn !== wanted || !ticket.whep) return wait();
        session = begin();
        await session.open(ticket.whep);
      } catch (error) {
        if (isOver) return;
        if (error instanceof Declined && NOT_YET.includes(error.status)) wait();
        else events.lost();
      }
    }

    function wait() {
      timer = setTimeout(attempt, pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    }

    void attempt();
    return () => {
      isOver = true;
      clearTimeout(timer);
      session?.close();
    };
  }

  function begin() {
    const session = openSession();
    const { receiver } = session.peer.addTransceiver("audio", { direction: "recvonly" });
    session.peer.ontrack = () => {
      audio.srcObject = new MediaStream([receiver.track]);
      audio.play().catch(() => {});
      arrival.follow(() => receiver.getStats());
    };
    return session;
  }

  function openSession() {
    const session = new WhipSession();
    const { peer } = session;
    peer.oniceconnectionstatechange = () => peer.iceConnectionState === "failed" && events.lost();
    return session;
  }

  return {
    hear(_channel, speaker) {
      const next = speaker?.turn ?? null;
      if (next === turn) return;
      turn = next;
      stop();
      // The next turn must be asked for first, so our own server is heard at once.
      arrival.follow(null, 0);
      stop = next === null ? () => {} : receive(next);
    },
    async publish(_channel, microphone) {
      if (sending) return sending.sender.replaceTrack(microphone);
      if (!first.whip) throw new Error("the member does not speak in this channel");
      const session = openSession();
      const { sender } = session.peer.addTransceiver(microphone, { direction: "sendonly" });
      sending = { session, sender };
      await session.open(first.whip);
    },
    close() {
      stop();
      arrival.follow(null, 0);
      audio.srcObject = null;
      sending?.session.close();
    },
  };
}
