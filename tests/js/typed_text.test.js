// Typed text leaves its field, and returns if it is refused.
import assert from "node:assert/strict";
import test from "node:test";
import { memoryShelf } from "../../static/js/kit/storage.ts";
import { createDrafts } from "../../static/js/room/rooms/drafts.ts";
import { sendTyped } from "../../static/js/room/rooms/typed_text.ts";
import { settle } from "./factories.js";

/** A field with typed text, and a server that answers when the test says so. */
function make(typed) {
  const drafts = createDrafts(memoryShelf(), "room.7");
  drafts.set("chat", typed);
  const sent = [];
  const send = (text) => new Promise((answer) => sent.push({ text, answer }));
  void sendTyped({ drafts, screen: { redraw: () => {} } }, "chat", send);
  return { drafts, sent };
}

test("sent text leaves the field at once, trimmed", async () => {
  const { drafts, sent } = make("  Salem ");

  assert.deepEqual([drafts.get("chat"), sent[0].text], [null, "Salem"]);
  sent[0].answer({ ok: true });
  await settle();

  assert.equal(drafts.get("chat"), null);
});

test("text of only spaces is not sent", () => {
  assert.deepEqual(make("  ").sent, []);
});

test("refused text returns to the field unless other text was typed meanwhile", async () => {
  const [quiet, busy] = [make("Salem"), make("Salem")];
  busy.drafts.set("chat", "And then");

  for (const { sent } of [quiet, busy]) sent[0].answer({ ok: false, code: "chat_off" });
  await settle();

  assert.deepEqual([quiet.drafts.get("chat"), busy.drafts.get("chat")], ["Salem", "And then"]);
});
