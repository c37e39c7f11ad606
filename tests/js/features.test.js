// Features in the browser never share a broadcast, command, place or tab.
import assert from "node:assert/strict";
import test from "node:test";
import { FEATURES as onConsole } from "../../static/js/live/console/features.ts";
import { FEATURES as everywhere } from "../../static/js/room/engine/features.ts";
import { FEATURES as inRoom } from "../../static/js/room/rooms/features.ts";
import { FEATURES as onStage } from "../../static/js/live/stage/features.ts";

/** Hooks in which only one feature may use a name; otherwise the last one would silently win. */
const NAMED = [
  [everywhere, ["reduce", "newest", "about", "kept", "echo"]],
  [inRoom, ["mounts", "place"]],
  [onConsole, ["panels", "counts", "keys", "acts"]],
  [onStage, ["scenes"]],
];

const namesOf = (hook, added = {}) => (hook === "kept" ? [added].flat() : hook === "place" ? [added.name] : Object.keys(added));

/** The names that more than one of these features uses. */
function claimedTwice(features, hook) {
  const names = features.filter((feature) => feature[hook]).flatMap((owner) => namesOf(hook, owner[hook]));
  return names.filter((name, index) => names.indexOf(name) !== index);
}

test("no two features claim the same message, place or tab", () => {
  for (const [features, hooks] of NAMED) {
    for (const hook of hooks) {
      assert.ok(features.some((feature) => feature[hook]), `${hook}: no feature has it`);
      assert.deepEqual(claimedTwice(features, hook), [], hook);
    }
  }
});

test("a message claimed by two features is found", () => {
  const reduce = { "poll.tally": () => ({}) };

  assert.deepEqual(claimedTwice([{ reduce }, { newest: { "poll.tally": "poll" } }, { reduce }], "reduce"), ["poll.tally"]);
  assert.deepEqual(claimedTwice([{ kept: ["poll.vote"] }, { kept: ["step.answer", "poll.vote"] }], "kept"), ["poll.vote"]);
  assert.deepEqual(claimedTwice([{ place: { name: "chat" } }, { place: { name: "chat" } }], "place"), ["chat"]);
});
