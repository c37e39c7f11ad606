// Pictures are made small enough for slow links, and keep their shape.
import assert from "node:assert/strict";
import test from "node:test";
import { encodeWithin, middleOf, sizeWithin } from "../../static/js/live/stills/encoding.ts";

const webp = (size) => ({ type: "image/webp", size });

/** An encoder whose picture has this many bytes at full size and quality. */
function encoder(fullSize, calls = []) {
  return async (scale, quality) => {
    calls.push([scale, quality]);
    return webp(Math.round(fullSize * scale * scale * quality));
  }
}

test("a picture that is small enough keeps the best quality", async () => {
  const calls = [];
  const picture = await encodeWithin(40_000, encoder(40_000, calls));

  assert.equal(picture.size, 32_000);
  assert.equal(calls.length, 1);
});

test("the quality is lowered before the size", async () => {
  const calls = [];
  const picture = await encodeWithin(40_000, encoder(200_000, calls));

  assert.ok(picture.size <= 40_000);
  assert.ok(calls.every(([scale]) => scale === 1));
});

test("a picture that no quality makes small enough gets fewer pixels", async () => {
  const calls = [];
  const picture = await encodeWithin(40_000, encoder(400_000, calls));

  assert.ok(picture.size <= 40_000);
  assert.ok(calls.at(-1)[0] < 1);
});

test("a picture that cannot be made small enough is named", async () => {
  assert.equal(await encodeWithin(40_000, encoder(10_000_000)), "large");
});

test("a browser that makes another kind of picture is named", async () => {
  assert.equal(await encodeWithin(40_000, async () => ({ type: "image/png", size: 10 })), "unsupported");
  assert.equal(await encodeWithin(40_000, async () => null), "unsupported");
});

test("a screen keeps its shape and is never enlarged", () => {
  assert.deepEqual(sizeWithin(2560, 1440, 1280, 720), [1280, 720]);
  assert.deepEqual(sizeWithin(1080, 2160, 1280, 720), [360, 720]);
  assert.deepEqual(sizeWithin(640, 400, 1280, 720), [640, 400]);
});

test("a camera of another shape gives its middle", () => {
  assert.deepEqual(middleOf(640, 480), [0, 60, 640, 360]);
  assert.deepEqual(middleOf(640, 360), [0, 0, 640, 360]);
  assert.deepEqual(middleOf(360, 640), [0, 218.75, 360, 202.5]);
});
