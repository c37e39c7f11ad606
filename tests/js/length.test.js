// The length of a new session follows the chosen module.
import assert from "node:assert/strict";
import test from "node:test";
import { followModule } from "../../static/js/results/desk/length.ts";

/** The form with a programme of 262 minutes and a module of 50. */
function open(value = "") {
  const choice = Object.assign(new EventTarget(), {
    options: [{ dataset: { minutes: "262" } }, { dataset: { minutes: "50" } }],
    selectedIndex: 0,
  });
  const field = Object.assign(new EventTarget(), { value });
  followModule({ querySelector: (selector) => (selector.startsWith("input") ? field : choice) });
  return {
    field,
    choose(index) {
      choice.selectedIndex = index;
      choice.dispatchEvent(new Event("change"));
    },
    type(typed) {
      field.value = typed;
      field.dispatchEvent(new Event("input"));
    },
  };
}

test("the length follows the chosen module", () => {
  const form = open();
  assert.equal(form.field.value, "262");

  form.choose(1);
  assert.equal(form.field.value, "50");

  form.choose(0);
  assert.equal(form.field.value, "262");
});

test("a typed length stays", () => {
  const form = open();

  form.type("90");
  form.choose(1);

  assert.equal(form.field.value, "90");
});

test("an emptied field follows the module again", () => {
  const form = open();

  form.type("90");
  form.type("");
  form.choose(1);

  assert.equal(form.field.value, "50");
});

test("a refused form keeps its length unless it is the module's own", () => {
  const [typed, usual] = [open("90"), open("262")];

  typed.choose(1);
  usual.choose(1);

  assert.deepEqual([typed.field.value, usual.field.value], ["90", "50"]);
});
