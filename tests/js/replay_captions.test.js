// @ts-check
/** The captions of a replay: the line of each moment, and the viewer's choice. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { memoryShelf } from "../../static/js/kit/storage.ts";
import { createCaptions } from "../../static/js/results/replay/captions.ts";
import { captionAt, newestCue } from "../../static/js/results/replay/cues.ts";

/** @type {import("../../static/js/results/replay/cues.ts").Cue[]} */
const cues = [[1000, 3000, "a"], [3080, 5000, "b"], [9000, 11000, "c"]];

/** @param {Partial<Parameters<typeof createCaptions>[0]>} [options] */
function captionsOf(options = {}) {
  /** @type {string[]} */
  const fetched = [];
  const captions = createCaptions({
    languages: ["kk", "ru"],
    viewerLanguage: "ru",
    fetchCues: async (language) => (fetched.push(language), cues),
    storage: memoryShelf(),
    redraw: () => {},
    ...options,
  });
  return { captions, fetched };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test("a line is in view from its begin until its end", () => {
  assert.deepEqual([999, 1000, 2999, 3000, 3080, 6000, 9000].map((time) => captionAt(cues, time)), ["", "a", "a", "", "b", "", "c"]);
  assert.equal(captionAt([], 0), "");
});

test("the newest line stays the newest while none is in view", () => {
  assert.deepEqual([0, 1000, 8000, 99_000].map((time) => newestCue(cues, time)), [-1, 0, 1, 2]);
});

test("captions are shown at first if there are some in the viewer's language", async () => {
  const { captions, fetched } = captionsOf();
  await settled();
  assert.deepEqual([captions.isOn, captions.language, fetched], [true, "ru", ["ru"]]);
  assert.deepEqual(captions.cues, cues);

  const other = captionsOf({ viewerLanguage: "en" });
  assert.deepEqual([other.captions.isOn, other.captions.language, other.fetched], [false, "kk", []]);
});

test("lines are fetched once for each language", async () => {
  const { captions, fetched } = captionsOf();
  captions.choose("kk");
  captions.choose("ru");
  await settled();
  captions.choose("kk");
  await settled();

  assert.deepEqual(fetched, ["ru", "kk"]);
});

test("the choice is kept for the next replay", () => {
  const storage = memoryShelf();
  const first = captionsOf({ storage }).captions;
  first.choose("kk");
  first.show(false);

  const next = captionsOf({ storage }).captions;

  assert.deepEqual([next.isOn, next.language], [false, "kk"]);
  // A language that was never chosen follows the viewer's.
  const shown = memoryShelf();
  captionsOf({ storage: shown, viewerLanguage: "en" }).captions.show(true);
  assert.equal(captionsOf({ storage: shown }).captions.language, "ru");
});

test("a chosen language that this session does not have is skipped and not forgotten", () => {
  const storage = memoryShelf();
  captionsOf({ storage }).captions.choose("kk");
  const without = captionsOf({ storage, languages: ["ru"] }).captions;
  assert.equal(without.language, "ru");
  without.show(false);

  assert.equal(captionsOf({ storage }).captions.language, "kk");
});

test("lines that did not arrive are asked for again", async () => {
  let tries = 0;
  const { captions } = captionsOf({
    fetchCues: async () => {
      tries += 1;
      if (tries === 1) throw new Error("503");
      return cues;
    },
  });
  await settled();
  assert.deepEqual([captions.hasFailed, captions.cues], [true, []]);

  await captions.load();

  assert.deepEqual([captions.hasFailed, captions.cues.length], [false, 3]);
});
