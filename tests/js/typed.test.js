// What somebody has typed, on its way.
import assert from "node:assert/strict";
import test from "node:test";
import { memoryShelf } from "../../static/js/kit/storage.ts";
import { createDrafts } from "../../static/js/room/rooms/drafts.ts";
import { sendTyped } from "../../static/js/room/rooms/typed.ts";
import { settle } from "./factories.js";

/** A field in which somebody has typed, and a server that answers when the test says so. */
function make(typed) {
  const drafts = createDrafts(memoryShelf(), "room.7");
  drafts.set("chat", typed);
  const sent = [];
  const send = (text) => new Promise((answer) => sent.push({ text, answer }));
  void sendTyped({ drafts, screen: { redraw: () => {} } }, "chat", send);
  return { drafts, sent };
}

test("what is sent leaves the field at once, without the spaces around it", async () => {
  const { drafts, sent } = make("  Salem ");

  assert.deepEqual([drafts.get("chat"), sent[0].text], [null, "Salem"]);
  sent[0].answer({ ok: true });
  await settle();

  assert.equal(drafts.get("chat"), null);
});

test("nothing but spaces is not sent", () => {
  assert.deepEqual(make("  ").sent, []);
});

test("what was refused is given back, unless something else is being written meanwhile", async () => {
  const [quiet, busy] = [make("Salem"), make("Salem")];
  busy.drafts.set("chat", "And then");

  for (const { sent } of [quiet, busy]) sent[0].answer({ ok: false, code: "chat_off" });
  await settle();

  assert.deepEqual([quiet.drafts.get("chat"), busy.drafts.get("chat")], ["Salem", "And then"]);
});
