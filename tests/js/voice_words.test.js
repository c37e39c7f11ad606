// The hosts' sound line says who is heard, and that nobody is only if nobody is.

import assert from "node:assert/strict";
import { test } from "node:test";

import { hearingView, hearingWords } from "../../static/js/live/voice/hearing_view.ts";
import { drawn, makeLectern } from "./drawn.js";

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
