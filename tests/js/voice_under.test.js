// The original under an interpretation: off at first, remembered, and the first thing that a slow link gives up.

import assert from "node:assert/strict";
import { mock, test } from "node:test";

class FakeAudio extends EventTarget {
  volume = 1;
  play = async () => {};
  load() {}
  remove() {}
  removeAttribute() {}
}
class FakeSource extends EventTarget {
  static isTypeSupported = () => true;
}
class LoudAudio extends FakeAudio {
  constructor() {
    super();
    Object.defineProperty(this, "volume", { get: () => 1, set() {} });
  }
}
const stored = new Map();
const storage = {
  getItem: (key) => stored.get(key) ?? null,
  setItem: (key, value) => stored.set(key, value),
  removeItem: (key) => stored.delete(key),
};
Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });
Object.assign(globalThis, { Audio: FakeAudio, MediaSource: FakeSource, HTMLMediaElement: { HAVE_FUTURE_DATA: 3 } });
globalThis.Option = class {
  constructor(text, value) {
    Object.assign(this, { text, value });
  }
};
globalThis.document = {
  body: { appendChild: (element) => element },
  createElement: () => ({ options: [], setAttribute() {}, append(...options) { this.options = options; } }),
};
URL.createObjectURL = () => "blob:";
URL.revokeObjectURL = () => {};

const { createUnder } = await import("../../static/js/live/voice/under.ts");
const words = { say: (text) => text };

function makeUnder({ main = "kk", remembered = null } = {}) {
  stored.clear();
  if (remembered) stored.set("webinar.original_under", remembered);
  const asked = [];
  const under = createUnder({ now: () => 0 }, words, main, () => asked.push(under.channel));
  const choose = (step) => {
    under.control.selectedIndex = step;
    under.control.onchange();
  };
  return { under, asked, choose, shown: () => under.control.options[under.control.selectedIndex].text };
}

test("the original is off until the listener chooses it, and the choice is remembered", () => {
  const { under, asked, choose } = makeUnder();
  assert.equal(under.channel, null);

  choose(2);

  assert.deepEqual([under.channel, asked, stored.get("webinar.original_under")], ["floor", ["floor"], "2"]);
  choose(0);
  assert.equal(under.channel, null);
});

test("a remembered choice is followed at once", () => {
  const { under } = makeUnder({ remembered: "1" });

  assert.deepEqual([under.channel, under.control.selectedIndex], ["floor", 1]);
});

test("an unreadable memory is no choice", () => {
  assert.equal(makeUnder({ remembered: "9" }).under.channel, null);
});

test("who hears the original itself is not offered it a second time", () => {
  const { under } = makeUnder({ main: "floor", remembered: "1" });

  assert.deepEqual([under.control, under.channel], [null, null]);
});

test("a device on which nothing can be quieter offers no original", () => {
  globalThis.Audio = LoudAudio;
  const { under } = makeUnder({ remembered: "1" });
  globalThis.Audio = FakeAudio;

  assert.deepEqual([under.control, under.channel], [null, null]);
});

test("a slow link gives the original up, says so, and tries again later each time", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { under, asked, shown } = makeUnder({ remembered: "1" });

  assert.equal(under.giveUp(), true);
  assert.deepEqual([under.channel, asked, shown()], [null, [null], "Original off: slow connection"]);
  assert.equal(under.giveUp(), false);
  mock.timers.tick(60_000);
  assert.deepEqual([under.channel, asked, shown()], ["floor", [null, "floor"], "Original quiet"]);

  under.giveUp();
  mock.timers.tick(60_000);
  assert.equal(under.channel, null);
  mock.timers.tick(60_000);
  assert.equal(under.channel, "floor");
  mock.timers.reset();
});

test("missing packets of the original alone turn it off, too", () => {
  const { under } = makeUnder({ remembered: "1" });

  for (let number = 0; number < 100; number += 1) {
    if (number % 3) under.hear([{ turn: 1, number, at: 60 * number, sound: new Uint8Array() }]);
  }

  assert.equal(under.channel, null);
  under.close();
});

test("who wants it again after it was given up gets it at once", () => {
  const { under, choose, shown } = makeUnder({ remembered: "1" });
  under.giveUp();

  choose(2);

  assert.deepEqual([under.channel, shown(), under.control.options[1].text], ["floor", "Original louder", "Original quiet"]);
  under.close();
});
