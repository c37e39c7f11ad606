// Addresses that somebody broke are read without an error.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { decodePart } from "../../static/js/kit/address.ts";

const ROOT = new URL("../../static/js", import.meta.url).pathname;

test("a part of an address is decoded, and a broken one is null", () => {
  assert.equal(decodePart("%D2%9B%D2%B1%D0%B6%D0%B0%D1%82"), "құжат");
  assert.equal(decodePart(""), "");
  for (const part of ["%", "%E0%A4%A", "100%", "%zz"]) assert.equal(decodePart(part), null);
});

test("no script decodes an address in a way that throws", () => {
  const scripts = readdirSync(ROOT, { recursive: true }).filter((name) => name.endsWith(".ts"));
  const throwing = scripts.filter((name) => /\bdecodeURI/.test(readFileSync(join(ROOT, name), "utf-8")));

  assert.deepEqual(throwing, [join("kit", "address.ts")]);
});
