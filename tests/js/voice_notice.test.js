// A new sentence of the sound line is news for a while: it stands over the line and is announced once.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createNotice, NEWS_MS } from "../../static/js/live/voice/notice.ts";

function makeNotice() {
  const time = { now: 1000 };
  const told = [];
  const { note } = createNotice(() => time.now, (text) => told.push(text));
  return { note, time, told };
}

test("a sentence is told once and is news for a while", () => {
  const { note, time, told } = makeNotice();

  assert.equal(note("Aida has taken over"), true);
  time.now += NEWS_MS - 1;
  assert.equal(note("Aida has taken over"), true);
  time.now += 1;

  assert.equal(note("Aida has taken over"), false);
  assert.deepEqual(told, ["Aida has taken over"]);
});

test("the next sentence is news again, and silence is none", () => {
  const { note, time, told } = makeNotice();
  note("You are muted");
  time.now += NEWS_MS;

  assert.equal(note(""), false);
  assert.equal(note("You are muted"), true);
  assert.deepEqual(told, ["You are muted", "You are muted"]);
});
