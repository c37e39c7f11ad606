/** Connects to a LiveKit server with the package `livekit-client`. */

import { AudioPresets, Room, RoomEvent, setLogLevel, Track } from "livekit-client";
import type { RemoteParticipant, RemoteTrack, RemoteTrackPublication } from "livekit-client";

import { watchArrival } from "./arrival.ts";
import type { LiveKitTicket, MediaEvents, MediaLink, Speaker } from "./media_link.ts";

/** Our own server carries the sound meanwhile, so there is no reason to hurry. */
const CONNECT_MS = 10_000;

/** Tests give another `room` and `audio`. Its tokens are renewed by LiveKit. */
export async function connect(
  ticket: LiveKitTicket,
  events: MediaEvents,
  _renew?: unknown,
  room: Room = new Room({ stopLocalTrackOnUnpublish: false, publishDefaults: { audioPreset: AudioPresets.speech } }),
  audio: HTMLAudioElement = new Audio(),
): Promise<MediaLink> {
  let channel = "";
  let speaker: Speaker | null = null;
  let playing: RemoteTrack | null = null;
  let isClosed = false;
  const arrival = watchArrival(audio, events);
  setLogLevel("silent");

  /** Subscribes to the speaker's sound in the channel, and to nothing else. */
  function choose() {
    for (const participant of room.remoteParticipants.values()) {
      for (const publication of participant.trackPublications.values()) {
        const isWanted = isOf(participant, publication);
        if (publication.isDesired !== isWanted) (publication as RemoteTrackPublication).setSubscribed(isWanted);
      }
    }
  }

  function isOf({ identity }: RemoteParticipant, { trackName, kind }: { trackName: string; kind: string }) {
    if (!speaker || trackName !== channel || kind !== Track.Kind.Audio) return false;
    return identity.startsWith(`${speaker.member}.${speaker.turn}.`);
  }

  function play(track: RemoteTrack, publication: RemoteTrackPublication, participant: RemoteParticipant) {
    // The speaker may have changed while the media server answered.
    if (!isOf(participant, publication)) return;
    playing = track;
    track.attach(audio);
    arrival.follow(() => track.getRTCStatsReport());
  }

  function end(track: RemoteTrack) {
    track.detach(audio);
    if (track !== playing) return;
    playing = null;
    arrival.follow(null);
  }

  function leave() {
    if (!isClosed) events.lost();
  }

  room
    .on(RoomEvent.TrackPublished, choose)
    .on(RoomEvent.TrackSubscribed, play)
    .on(RoomEvent.TrackUnsubscribed, end)
    .on(RoomEvent.Disconnected, leave);
  try {
    await room.connect(ticket.url, ticket.token, {
      autoSubscribe: false,
      maxRetries: 1,
      peerConnectionTimeout: CONNECT_MS,
      websocketTimeout: CONNECT_MS,
    });
  } catch (error) {
    room.removeAllListeners();
    void room.disconnect();
    throw error;
  }

  return {
    hear(nextChannel, nextSpeaker) {
      [channel, speaker] = [nextChannel, nextSpeaker];
      choose();
    },
    async publish(name, microphone) {
      const { localParticipant } = room;
      for (const { track } of localParticipant.trackPublications.values()) {
        // `false`: the microphone goes on, because our own server hears it, too.
        if (track) await localParticipant.unpublishTrack(track, false);
      }
      await localParticipant.publishTrack(microphone, { name, source: Track.Source.Microphone });
    },
    close() {
      isClosed = true;
      arrival.follow(null);
      audio.srcObject = null;
      void room.disconnect(false);
    },
  };
}
