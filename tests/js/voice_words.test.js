// The hosts' sound line says who is heard, and that nobody is only if nobody is.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ownVoiceWords } from "../../static/js/live/voice/bar_words.ts";
import { hearingView, hearingWords } from "../../static/js/live/voice/hearing_view.ts";
import { speakButton } from "../../static/js/live/voice/speak_button.ts";
import { buttonsOf, drawn, makeLectern } from "./drawn.js";

const held = (name, holder, changes = {}) => ({ holder, name, turn: 1, since: 1, offered: false, ...changes });
const HEARING = { state: "off", rendition: "full", channel: "en", control: null };

function wordsOf(voice, hearing = {}, isQuiet = false) {
  const { room, words } = makeLectern({ voice });
  return drawn(hearingWords(room, words, { ...HEARING, ...hearing }, null, ["en"], isQuiet));
}

test("a silent channel is not said to be nobody's while somebody speaks elsewhere", () => {
  assert.doesNotMatch(wordsOf({ floor: held("Ada", 7) }, {}, true), /Nobody/);
  assert.match(wordsOf({ floor: held(null, null) }), /Nobody is speaking now/);
});

test("what disturbs the sound is said of a silent channel, too", () => {
  const text = wordsOf({ floor: held("Ada", 7) }, { state: "blocked" }, true);

  assert.match(text, /Tap once more to hear/);
  assert.doesNotMatch(text, /Nobody/);
});

test("a participant is told who speaks before the button", () => {
  const { room, words } = makeLectern({ voice: { floor: held("Grace", 1) } });

  const text = drawn(hearingView(room, words, { ...HEARING, channel: "floor" }));

  assert.ok(text.indexOf("Grace") > 0);
  assert.ok(text.indexOf("Listen") > text.indexOf("Grace"));
});

function ownWords(voice, changes) {
  const { room, words } = makeLectern({ voice });
  const own = { state: "off", isMuted: false, into: "kk", asked: null, taker: null, ...changes };
  return ownVoiceWords(room.state, words, own).replace(/[\u2066-\u2069]/g, "");
}

test("a speaker who has asked to be followed is told that they wait", () => {
  const voice = { kk: held("Ada", 7, { offered: true }) };

  assert.equal(ownWords(voice, { state: "on" }), "You have asked to be followed: you are heard until somebody takes over");
});

test("a speaker who was followed is told by whom", () => {
  const text = ownWords({ kk: held("Erlan", 8) }, { state: "lost", taker: "Erlan" });

  assert.equal(text, "Erlan has taken over. You no longer speak.");
});

test("a speaker who lost the channel to another tab is not told of anybody", () => {
  assert.match(ownWords({ kk: held("Ada", 7) }, { state: "lost" }), /perhaps you in another tab/);
});

test("a speaker whom a host has silenced is told so", () => {
  const text = ownWords({ kk: held(null, null) }, { state: "silenced" });

  assert.equal(text, "A host has ended your speaking: nobody hears you now");
});

test("a former speaker is asked to take over", () => {
  const text = ownWords({ kk: held("Erlan", 8, { offered: true }) }, { state: "lost", taker: "Erlan" });

  assert.equal(text, "Erlan asks you to take over");
});

test("the channel that a first press asked about is named, not the one that is spoken in", () => {
  const voice = { kk: held("Ada", 7), en: held("Olga", 9) };

  assert.match(ownWords(voice, { state: "on", asked: "en" }), /^Olga is speaking. Press once more/);
});

test("the button that begins to speak asks at the first press, unless the speaker wishes to be followed", () => {
  const begun = { isOffered: false, isAsked: false, isLoading: false };
  const labels = (changes) => buttonsOf(speakButton(makeLectern(), { ...begun, ...changes }, () => {}));

  assert.deepEqual(labels({}), ["Speak"]);
  assert.deepEqual(labels({ isOffered: true }), ["Take over"]);
  assert.deepEqual(labels({ isAsked: true }), ["Press again to speak [stop]"]);
});
