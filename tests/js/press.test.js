// A redraw waits for a press that is under way.
import assert from "node:assert/strict";
import test from "node:test";
import { createPress } from "../../static/js/kit/press.ts";

function make(t) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const [element, endTarget] = [new EventTarget(), new EventTarget()];
  const press = createPress(element, endTarget);
  let isOver = false;
  const wait = async () => {
    isOver = false;
    void press.ended().then(() => (isOver = true));
    await Promise.resolve();
    await Promise.resolve();
    return isOver;
  };
  return { element, whole: endTarget, wait };
}

test("nothing is waited for while nothing is pressed", async (t) => {
  assert.equal(await make(t).wait(), true);
});

for (const end of ["pointerup", "pointercancel"]) {
  test(`a press is over a moment after ${end}, so that its click has come`, async (t) => {
    const { element, whole, wait } = make(t);
    element.dispatchEvent(new Event("pointerdown"));
    assert.equal(await wait(), false);

    whole.dispatchEvent(new Event(end));

    assert.equal(await wait(), false);
    t.mock.timers.tick(50);
    assert.equal(await wait(), true);
  });
}

test("a second press is waited for, too", async (t) => {
  const { element, whole, wait } = make(t);
  for (const name of ["pointerdown", "pointerup"]) (name === "pointerup" ? whole : element).dispatchEvent(new Event(name));
  t.mock.timers.tick(50);

  element.dispatchEvent(new Event("pointerdown"));

  assert.equal(await wait(), false);
});
