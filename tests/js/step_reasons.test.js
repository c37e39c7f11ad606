// The reason for an answer to a next step goes with that answer alone.
import assert from "node:assert/strict";
import test from "node:test";
import { createWords } from "../../static/js/kit/words.ts";
import { stepQuestion } from "../../static/js/live/steps/question.ts";
import { drawn } from "./drawn.js";
import { makeSnapshot, makeStep } from "./factories.js";

const settled = () => new Promise((done) => setTimeout(done));

/** Returns the listener of the button with this label. */
function listenerOf(template, label) {
  if (Array.isArray(template)) return template.map((part) => listenerOf(part, label)).find(Boolean);
  if (!template?.strings) return undefined;
  const inner = listenerOf(template.values, label);
  const isButton = template.strings[0].trim().startsWith("<button") && drawn(template).includes(`>${label}<`);
  return inner ?? (isButton ? template.values.find((value) => typeof value === "function") : undefined);
}

/** A participant before a step that is put; the server accepts or refuses what they send. */
function makeParticipant(mine = null) {
  const kept = {};
  const sent = [];
  const step = makeStep({ state: "put", mine });
  const room = { state: makeSnapshot(), waiting: [], refusals: [], connection: "connected", accepts: true, send };
  const drafts = { get: (name) => kept[name] ?? null, set: (name, value) => (kept[name] = value) };
  const context = { room, words: createWords({}, "en"), drafts, screen: { redraw: () => {} } };
  const template = () => stepQuestion(/** @type {any} */ (step), /** @type {any} */ (context));
  async function send(_command, { answer, reason }) {
    sent.push([answer, reason]);
    if (room.accepts) step.mine = { answer, reason, is_late: false };
    return { ok: room.accepts };
  }
  return {
    room,
    sent,
    type: (text) => drafts.set("reason 1", text),
    field: () => drafts.get("reason 1") ?? step.mine?.reason ?? "",
    drawing: () => drawn(template()),
    draws: (text) => drawn(template()).includes(text),
    press(label) {
      listenerOf(template(), label)({ currentTarget: null });
      return settled();
    },
  };
}

test("a reason typed before any answer goes with the first answer", async () => {
  const ada = makeParticipant();
  ada.type("Too early");

  await ada.press("Disagree");

  assert.deepEqual(ada.sent, [["disagree", "Too early"]]);
  assert.equal(ada.field(), "Too early");
});

test("a reason for one answer, sent or not, is not sent with another", async () => {
  const ada = makeParticipant({ answer: "disagree", reason: "Too early", is_late: false });

  await ada.press("Agree");
  ada.type("At last");
  await ada.press("Abstain");

  assert.deepEqual(ada.sent, [["agree", ""], ["abstain", ""]]);
  assert.equal(ada.field(), "");
});

test("a reason stands in the field again, to be sent, when its answer is chosen again", async () => {
  const ada = makeParticipant({ answer: "disagree", reason: "Too early", is_late: false });

  await ada.press("Agree");
  await ada.press("Disagree");
  assert.deepEqual([ada.field(), ada.draws("Send reason")], ["Too early", true]);
  await ada.press("Send reason");

  assert.deepEqual(ada.sent, [["agree", ""], ["disagree", ""], ["disagree", "Too early"]]);
});

test("a reason that is saved, or on its way, says so in the place of its button", async () => {
  const ada = makeParticipant({ answer: "disagree", reason: "", is_late: false });
  const signs = () => ["Send reason", "Saved"].map(ada.draws);
  assert.deepEqual(signs(), [false, false]);
  ada.type("Too early");
  assert.deepEqual(signs(), [true, false]);

  await ada.press("Send reason");

  assert.deepEqual(signs(), [false, true]);
  ada.room.waiting = [{ command: "step.answer", fields: { step: 1, ballot: 1, answer: "disagree", reason: "At last" } }];
  assert.match(ada.drawing(), /reason-status wait">\s*Sending…/);
});

test("a refused change leaves the text that was typed for the answer", async () => {
  const ada = makeParticipant({ answer: "disagree", reason: "", is_late: false });
  ada.type("Too early");
  ada.room.accepts = false;

  await ada.press("Agree");

  assert.equal(ada.field(), "Too early");
});
