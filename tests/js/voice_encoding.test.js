import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { Encoding } from "../../static/js/live/voice/encoding.ts";

const FRAME = new Float32Array(960);
const settings = [];

class FakeEncoder {
  encodeQueueSize = 0;
  state = "configured";

  configure(one) {
    settings.push(one);
  }

  encode() {}

  close() {
    this.state = "closed";
  }
}

afterEach(() => {
  settings.length = 0;
  delete globalThis.AudioEncoder;
  delete globalThis.AudioData;
});

test("every rendition is encoded with the same care on a phone as on a desk", () => {
  globalThis.AudioEncoder = FakeEncoder;
  globalThis.AudioData = class {
    close() {}
  };

  new Encoding(48_000, assert.fail, assert.fail).encode(FRAME, 0);

  assert.deepEqual(settings.map(({ bitrate }) => bitrate), [24_000, 10_000]);
  // Browsers of phones would take 5.
  for (const { opus } of settings) assert.equal(opus.complexity, 9);
});
