// The adapter for LiveKit: it subscribes to one speaker's sound in one channel, and says whether it arrives.

import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { test } from "node:test";

import { RoomEvent, Track } from "livekit-client";

import { connect } from "../../static/js/live/media_server/livekit.ts";
import { settle } from "./media_stand_in.js";

const TICKET = { url: "wss://media.example", token: "token", script: "", away: "" };

/** A stand-in for the package's room, with members of these identities, each of whom sends these tracks. */
function makeRoom(members = {}, { refuses = false } = {}) {
  const room = new EventEmitter();
  room.remoteParticipants = new Map(Object.entries(members).map(([identity, names]) => [identity, makeMember(identity, names)]));
  room.connected = null;
  room.isOpen = true;
  room.connect = async (...connected) => {
    room.connected = connected;
    if (refuses) throw new Error("refused");
  };
  room.disconnect = async (stops) => Object.assign(room, { isOpen: false, stops });
  room.subscribed = () => [...room.remoteParticipants.values()].flatMap(({ identity, trackPublications }) =>
    [...trackPublications.values()].filter(({ isDesired }) => isDesired).map(({ trackName }) => `${identity} ${trackName}`));
  return room;
}

function makeMember(identity, names) {
  const trackPublications = new Map(names.map((name) => {
    const [trackName, kind = Track.Kind.Audio] = name.split(" ");
    const publication = { trackName, kind, isDesired: false, setSubscribed: (next) => (publication.isDesired = next) };
    return [name, publication];
  }));
  return { identity, trackPublications };
}

async function open(t, room) {
  t.mock.timers.enable({ apis: ["setInterval"] });
  const heard = [];
  const audio = { paused: false, muted: false };
  const link = await connect(TICKET, { heard: (is) => heard.push(is), lost: () => heard.push("lost") }, undefined, room, audio);
  return { link, heard, audio };
}

/** A track whose receiver has got this many packets. */
function makeTrack() {
  const track = { packets: 0, audio: null };
  track.attach = (audio) => (track.audio = audio);
  track.detach = () => (track.audio = null);
  track.getRTCStatsReport = async () => new Map([["a", { type: "inbound-rtp", packetsReceived: track.packets }], ["b", { type: "codec" }]]);
  return track;
}

test("only the sound of the named speaker, turn and channel is subscribed to", async (t) => {
  const room = makeRoom({
    "7.3.aaaa": ["floor", "kk", "floor video"],
    "7.2.bbbb": ["floor"],
    "77.3.cccc": ["floor"],
    "9.3.dddd": ["floor"],
  });
  const { link } = await open(t, room);
  assert.equal(room.connected[2].autoSubscribe, false);
  assert.deepEqual(room.subscribed(), []);

  link.hear("floor", { member: 7, turn: 3 });
  assert.deepEqual(room.subscribed(), ["7.3.aaaa floor"]);
  link.hear("floor", { member: 9, turn: 3 });
  assert.deepEqual(room.subscribed(), ["9.3.dddd floor"]);
  link.hear("floor", null);
  assert.deepEqual(room.subscribed(), []);
});

test("a track that is sent later is subscribed to", async (t) => {
  const room = makeRoom();
  const { link } = await open(t, room);
  link.hear("kk", { member: 2, turn: 1 });

  room.remoteParticipants.set("x", makeMember("2.1.eeee", ["kk"]));
  room.emit(RoomEvent.TrackPublished);

  assert.deepEqual(room.subscribed(), ["2.1.eeee kk"]);
});

test("sound counts as heard while packets arrive and the page plays, and is silent until then", async (t) => {
  const room = makeRoom({ "7.3.aaaa": ["floor"] });
  const { link, heard, audio } = await open(t, room);
  const [member] = room.remoteParticipants.values();
  const [publication] = member.trackPublications.values();
  const track = makeTrack();
  link.hear("floor", { member: 7, turn: 3 });
  room.emit(RoomEvent.TrackSubscribed, track, publication, member);
  const after = async (packets, paused = false) => {
    track.packets = packets;
    audio.paused = paused;
    t.mock.timers.tick(1000);
    await settle();
    return [heard.at(-1), audio.muted];
  };

  assert.deepEqual(await after(0), [undefined, true]);
  assert.deepEqual(await after(50, true), [undefined, true]);
  assert.deepEqual(await after(100), [true, false]);
  assert.deepEqual(await after(100), [false, true]);
  assert.deepEqual(await after(150), [true, false]);
  room.emit(RoomEvent.TrackUnsubscribed, track);
  assert.deepEqual([heard.at(-1), audio.muted, track.audio], [false, true, null]);
});

test("a track that arrives after the speaker has changed is not played", async (t) => {
  const room = makeRoom({ "7.3.aaaa": ["floor"] });
  const { link } = await open(t, room);
  const [member] = room.remoteParticipants.values();
  const [publication] = member.trackPublications.values();
  const track = makeTrack();
  link.hear("floor", null);

  room.emit(RoomEvent.TrackSubscribed, track, publication, member);

  assert.equal(track.audio, null);
});

test("a refused connection rejects, and a lost one is told, but not one that we closed", async (t) => {
  const refusing = makeRoom({}, { refuses: true });
  await assert.rejects(open(t, refusing), /refused/);
  assert.ok(!refusing.isOpen);

  t.mock.timers.reset();
  const room = makeRoom();
  const { link, heard } = await open(t, room);
  room.emit(RoomEvent.Disconnected);
  assert.deepEqual(heard, ["lost"]);
  link.close();
  room.emit(RoomEvent.Disconnected);
  assert.deepEqual(heard, ["lost"]);
});

test("the microphone is sent under the channel's name, in place of the earlier one, and goes on when all ends", async (t) => {
  const room = makeRoom();
  const said = [];
  room.localParticipant = {
    trackPublications: new Map([["old", { track: "old track" }]]),
    unpublishTrack: async (...what) => said.push(["not", ...what]),
    publishTrack: async (...what) => said.push(what),
  };
  const { link } = await open(t, room);

  await link.publish("kk", "microphone");
  link.close();

  assert.deepEqual(said, [["not", "old track", false], ["microphone", { name: "kk", source: "microphone" }]]);
  assert.equal(room.stops, false);
});
