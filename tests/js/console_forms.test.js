// The console's forms work in dialogs, also in browsers without dialog elements.
import assert from "node:assert/strict";
import test from "node:test";
import { mountForms } from "../../static/js/live/console/forms.ts";

/** The console with one form in this dialog; its command succeeds. */
function open(t, dialog) {
  const form = Object.assign(new EventTarget(), {
    dataset: { command: "room.end" },
    contains: () => false,
    closest: () => dialog,
    querySelector: () => null,
  });
  Object.assign(globalThis, { document: { querySelectorAll: () => [form] }, HTMLElement: class {} });
  t.after(() => ["document", "HTMLElement"].forEach((name) => delete globalThis[name]));
  const acted = [];
  mountForms({ act: async (control) => acted.push(control) > 0, onChange: () => {}, isFree: () => true, refusalOf: () => "" });
  return { acted, submit: () => form.dispatchEvent(new Event("submit", { cancelable: true })) };
}

for (const [outcome, dialog] of [
  ["is closed", { showModal() {}, close() { this.isGone = true; } }],
  ["is hidden, in a browser without dialog elements,", { removeAttribute(name) { this.isGone = name === "open"; } }],
]) {
  test(`a dialog ${outcome} once its command is done`, async (t) => {
    const { acted, submit } = open(t, dialog);

    submit();
    await new Promise(setImmediate);

    assert.deepEqual(acted, ["room.end"]);
    assert.equal(dialog.isGone, true);
  });
}
