// Slides wait for the voice, unless a host has switched that off.

import assert from "node:assert/strict";
import { test } from "node:test";

import { slideLag } from "../../static/js/live/voice/participant.ts";
import { makeSnapshot } from "./factories.js";

test("slides turn as late as the voice is heard", () => {
  assert.equal(slideLag(makeSnapshot(), 700), 700);
});

test("slides never wait for long", () => {
  assert.equal(slideLag(makeSnapshot(), 60_000), 5000);
});

test("slides turn at once if a host says so", () => {
  assert.equal(slideLag(makeSnapshot({ slides_held: { held: false } }), 700), 0);
  assert.equal(slideLag(makeSnapshot({ slides_held: { held: true } }), 700), 700);
});
