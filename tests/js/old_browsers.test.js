// The bundles may use only what the oldest supported browsers have: the bundler lowers syntax, but
// adds no missing functions. `lib` in tsconfig.json also limits JavaScript's own functions in our
// code; this test covers the browser's, and packages as well.

import assert from "node:assert/strict";
import { test } from "node:test";

import { parse } from "acorn";
import { full } from "acorn-walk";

import { TARGET } from "../../tools/targets.mjs";
import { builtFiles, has, readCompat } from "./compat.js";

// An old browser has these under another name (a plain Event), without their new members.
const GIVEN_PLAIN = /^(HTML|SVG)\w*Element$|Event$/;

// By name only: a parser does not know the type of an object. So each of these is either a field of
// ours (or of a package) with the name of a new feature …
const OURS = words(`address at bytes camera capture changed command connection drop forget hand locale ms number
  percent preferences presentation removed role session share show tag take transport turn when`);
// … or the code checks that it exists before using it. A browser without `createImageBitmap` makes no WebP pictures
// either, for which the code checks.
const GUARDED = words(`AudioData AudioEncoder BroadcastChannel CaptureController HTMLDialogElement ManagedMediaSource copyTo createImageBitmap databases
  disableRemotePlayback exitFullscreen fullscreenElement
  fullscreenEnabled locks randomUUID requestFullscreen requestIdleCallback setConfiguration showModal storage sync
  trustedTypes userActivation vibrate wakeLock`);

// `:is()` and the like make a whole selector invalid, and `querySelector` throw.
const NEW_SELECTORS = /:(is|where|has|not\([^)]*[, ]|focus-visible|modal|open|user-invalid|popover-open)\b/;

/** @param {string} text */
function words(text) {
  return text.split(/\s+/);
}

test("scripts parse in an old browser and use nothing it lacks", () => {
  const lacking = tooNew(readCompat());
  const used = uses().names;
  const foreseen = [...OURS, ...GUARDED];

  const missing = [...used].filter(([name]) => lacking.has(name) && !foreseen.includes(name));

  assert.deepEqual(missing.map(([name, file]) => `${name} in ${file}: not in ${lacking.get(name)}`), []);
  assert.deepEqual(foreseen.filter((name) => !lacking.has(name) || !used.has(name)), [], "no longer needed");
});

test("scripts query only with selectors that an old browser knows", () => {
  const selectors = [...uses().texts].filter(([text]) => NEW_SELECTORS.test(text));

  assert.deepEqual(selectors, []);
});

/** LiveKit's package needs a newer browser. Where it does not run, our own voice goes on: tests/js/media_listening.test.js. */
const isPromised = ({ name }) => !name.startsWith("livekit-");

/** Names of properties and globals, and arguments of queries, each with a bundle that has it. */
function uses() {
  const names = new Map();
  const texts = new Map();
  for (const { name: file, text } of builtFiles(".js").filter(isPromised)) {
    const options = { ecmaVersion: 2020, sourceType: "module" };
    full(parse(text, options), (node) => {
      if (node.type === "MemberExpression" && !node.computed) names.set(node.property.name, file);
      // Shorter ones are the bundler's own.
      if (node.type === "Identifier" && node.name.length > 3) names.set(node.name, file);
      if (node.type === "ObjectPattern") {
        for (const { key, computed } of node.properties) if (key && !computed) names.set(key.name, file);
      }
      if (node.type === "CallExpression" && /^(querySelector(All)?|closest|matches)$/.test(node.callee.property?.name)) {
        for (const selector of textsIn(node.arguments[0])) texts.set(selector, file);
      }
    });
  }
  return { names, texts };
}

/** @param {any} node */
function textsIn(node) {
  if (node?.type === "Literal") return [String(node.value)];
  return node?.type === "TemplateLiteral" ? node.quasis.map(({ value }) => value.cooked) : [];
}

/** Members that some browser of `TARGET` lacks, although it has their object. */
function tooNew({ api, javascript }) {
  const meanings = new Map();
  const note = (name, owner, compat) => meanings.set(name, [...(meanings.get(name) ?? []), { owner, compat }]);
  for (const [owner, { __compat, ...members }] of [...Object.entries(api), ...Object.entries(javascript.builtins)]) {
    note(owner, null, __compat);
    for (const [name, { __compat: compat }] of Object.entries(members)) {
      if (!compat || name === owner || name.endsWith("_event")) continue;
      note(name.replace(/_static$/, ""), GIVEN_PLAIN.test(owner) ? null : __compat, compat);
    }
  }
  const lacks = [...meanings].map(([name, owners]) => [name, TARGET.filter((browser) => isLacking(owners, browser))]);
  return new Map(lacks.filter(([, browsers]) => browsers.length));
}

function isLacking(meanings, browser) {
  const possible = meanings.filter(({ owner }) => has(owner, browser));
  return possible.length > 0 && !possible.some(({ compat }) => has(compat, browser));
}
