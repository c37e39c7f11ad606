// Forms may be edited while their answer is on its way.
import assert from "node:assert/strict";
import test from "node:test";
import { createStepForms } from "../../static/js/live/steps/console/forms.ts";
import { sendForm } from "../../static/js/kit/sent_form.ts";

/** A form with a text and a box, and an answer that comes when the test says so. */
function submit() {
  const [text, box] = [{ value: "Meet the school", checked: false }, { value: "on", checked: false }];
  let answer = (_isAccepted) => {};
  const sending = sendForm({ elements: [text, box] }, () => new Promise((resolve) => (answer = resolve)));
  return { text, box, done: sending, answer: (isAccepted) => answer(isAccepted) };
}

test("an accepted, unchanged form may be emptied", async () => {
  const { done, answer } = submit();

  answer(true);

  assert.equal(await done, true);
});

test("a refused form keeps its content", async () => {
  const { done, answer } = submit();

  answer(false);

  assert.equal(await done, false);
});

for (const [field, change] of [
  ["text", { value: "Meet the parents" }],
  ["box", { checked: true }],
]) {
  test(`a form whose ${field} was changed before the answer keeps its content`, async () => {
    const form = submit();
    Object.assign(form[field], change);

    form.answer(true);

    assert.equal(await form.done, false);
  });
}

/** A step's form in which the host types "late" before or after its answer. */
async function save(t, typesOn, isAccepted = true) {
  globalThis.document = { getElementById: () => null };
  t.after(() => delete globalThis.document);
  const forms = createStepForms(() => {});
  forms.toggle(1, "own");
  const pad = forms.pad("own 1", () => ({ role: "head" }));
  await forms.save(
    async () => {
      if (typesOn) pad.role = "head of the school";
      return isAccepted;
    },
    1,
    "own 1",
  );
  return [forms.opened(1), forms.pad("own 1", () => ({ role: "" })).role];
}

test("an accepted step's form closes and forgets its text", async (t) => {
  assert.deepEqual(await save(t, false), [null, ""]);
});

test("a step's form stays open with text typed before the answer", async (t) => {
  assert.deepEqual(await save(t, true), ["own", "head of the school"]);
});

test("a refused step's form stays open", async (t) => {
  assert.deepEqual(await save(t, false, false), ["own", "head"]);
});
