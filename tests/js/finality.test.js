// Pages with figures that are about to become final reload themselves.
import assert from "node:assert/strict";
import test from "node:test";
import { awaitFinality } from "../../static/js/results/desk/finality.ts";

/** A page whose figures become final after these seconds, or are final. */
function open(context, seconds) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const count = { dataset: { finalCount: "In {seconds} s." }, textContent: "", hidden: true };
  const notice = { dataset: { finalIn: String(seconds) }, querySelector: () => count };
  const root = new EventTarget();
  root.querySelector = () => (seconds === null ? null : notice);
  const page = { reloads: 0, at: 0, count, root };
  awaitFinality(root, { reload: () => page.reloads++, now: () => page.at, locale: "en" });
  page.wait = (passing) => {
    for (let second = 0; second < passing; second++) {
      page.at += 1000;
      context.mock.timers.tick(1000);
    }
  };
  return page;
}

test("the page counts down and reloads once", (context) => {
  const page = open(context, 3);
  assert.deepEqual([page.count.textContent, page.count.hidden], ["In 3 s.", false]);

  page.wait(2);
  assert.deepEqual([page.count.textContent, page.reloads], ["In 1 s.", 0]);

  page.wait(5);
  assert.deepEqual([page.count.hidden, page.reloads], [true, 1]);
});

test("typed text is not thrown away", (context) => {
  const page = open(context, 3);

  page.root.dispatchEvent(new Event("input"));
  page.wait(5);

  assert.deepEqual([page.count.hidden, page.reloads], [true, 0]);
});

test("a page of final figures stays as it is", (context) => {
  const page = open(context, null);

  page.wait(60);

  assert.equal(page.reloads, 0);
});
