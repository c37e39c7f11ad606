// A page that speaks to itself: its microphone's packets go to its player, over a link whose delays a test sets.
// `tests/browser/test_voice_modules.py` bundles and serves it.

import { packetsOf } from "../../static/js/live/voice/bundles.ts";
import { playTone } from "../../static/js/live/voice/loudspeaker.ts";
import { faultBeforeStart, listMicrophones, Microphone } from "../../static/js/live/voice/microphone.ts";
import { fromBase64, toBase64 } from "../../static/js/live/voice/packets.ts";
import { canPlay, Player } from "../../static/js/live/voice/player.ts";

const audio = document.querySelector("audio");
const now = () => Date.now();
const sent = [];
const events = [];
const levels = [];
let turn = 1;
let rendition = "full";
let player = null;
let analyser = null;
/** Returns how late the packet with this number is, in ms, or null if it is lost. */
let delayOf = () => 0;
const onTheWay = [];
// The thin rendition travels in bundles, as the server makes them.
const PACKETS_IN_BUNDLE = 6;
let bundled = [];

function carry(packet) {
  sent.push({ number: packet.number, at: packet.at, full: toBase64(packet.full), thin: toBase64(packet.thin) });
  const place = { t: turn, n: packet.number, at: packet.at };
  if (rendition === "full") return send({ ...place, d: toBase64(packet.full) });
  bundled.push({ ...place, bytes: packet.thin });
  if (bundled.length < PACKETS_IN_BUNDLE) return;
  const bytes = Uint8Array.from(bundled.flatMap((one) => [...one.bytes]));
  send({ ...bundled[0], d: bytes.buffer });
  bundled = [];
}

function send(message) {
  const delay = delayOf(message.n);
  if (delay === null) return;
  onTheWay.push({ message, dueAt: performance.now() + delay });
  setTimeout(arrive, delay);
}

/** Delivers in order, as TCP does: a late packet holds up those behind it. */
function arrive() {
  while (onTheWay.length && onTheWay[0].dueAt <= performance.now()) {
    const { message } = onTheWay.shift();
    packetsOf(message).forEach((packet) => player?.push(packet));
  }
  if (onTheWay.length) setTimeout(arrive, onTheWay[0].dueAt - performance.now());
}

const microphone = new Microphone({
  workletUrl: "/capture.js",
  now,
  onPacket: carry,
  onLevel: (level) => levels.push(level),
  onFault: (fault) => events.push(`fault ${fault}`),
});

/** Returns the loudest level of what the page plays from now on, for a while. */
async function loudness(forMs) {
  if (!analyser) {
    const context = new AudioContext();
    analyser = new AnalyserNode(context);
    context.createMediaElementSource(audio).connect(analyser).connect(context.destination);
    await context.resume();
  }
  const samples = new Float32Array(analyser.fftSize);
  let loudest = 0;
  for (const end = now() + forMs; now() < end; await new Promise((resolve) => setTimeout(resolve, 20))) {
    analyser.getFloatTimeDomainData(samples);
    loudest = Math.max(loudest, ...samples.map(Math.abs));
  }
  return loudest;
}

function listen() {
  player?.close();
  player = new Player(audio, now, {
    started: () => events.push("started"),
    blocked: () => events.push("blocked"),
    underrun: (count) => events.push(`underrun ${count}`),
    failed: (reason) => events.push(`failed ${reason}`),
  });
  return canPlay();
}

// To end a track, as an unplugged device does, one must have it.
const tracks = [];
const { mediaDevices } = navigator;
const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
mediaDevices.getUserMedia = async (wishes) => {
  const stream = await getUserMedia(wishes);
  tracks.push(...stream.getTracks());
  return stream;
};

globalThis.voice = {
  sent,
  events,
  levels,
  audio,
  microphone,
  listen,
  loudness,
  playTone,
  unplug: () => tracks.forEach((track) => track.dispatchEvent(new Event("ended"))),
  fromBase64,
  listMicrophones,
  faultBeforeStart,
  lag: () => player.lag(),
  resume: () => player.resume(),
  push: (packet) => player.push(packet),
  close: () => player.close(),
  kept: () => (audio.buffered.length ? audio.buffered.end(0) - audio.buffered.start(0) : 0),
  ranges: () => audio.buffered.length,
  delay: (rule) => (delayOf = rule),
  use: (name) => (rendition = name),
  takeTurn: () => {
    turn += 1;
    microphone.countFrom(0);
  },
};

if (location.hash === "#listen") listen();
