import assert from "node:assert/strict";
import { test } from "node:test";

import { mountAll } from "../../static/js/kit/dom.ts";
import { newsBetween } from "../../static/js/room/rooms/news.ts";
import { offerOf } from "../../static/js/room/rooms/guide.ts";

const FAULT = new Error("this feature is broken");
const broken = () => {
  throw FAULT;
};

/** The errors reported as uncaught while `act` runs. */
function reported(t, act) {
  const faults = [];
  t.mock.method(globalThis, "setTimeout", (report) => {
    assert.throws(report, (fault) => faults.push(fault) > 0);
  });
  act();
  return faults;
}

test("a feature that cannot be mounted is reported and does not stop others", (t) => {
  const elements = ["chat/chat", "rooms/text_size"].map((mount) => ({ dataset: { mount } }));
  globalThis.document = { querySelectorAll: () => elements };
  t.after(() => delete globalThis.document);
  const mounted = [];
  const mounts = { "chat/chat": broken, "rooms/text_size": (element) => mounted.push(element) };

  const faults = reported(t, () => mountAll(mounts, {}, {}, {}));

  assert.deepEqual(mounted, [elements[1]]);
  assert.deepEqual(faults, [FAULT]);
});

test("a feature that fails to give news or an offer does not silence others", (t) => {
  const news = [["A poll is open: {question}", {}]];
  const offer = { place: "polls", word: "A poll is open. Answer" };

  const faults = reported(t, () => {
    assert.deepEqual(newsBetween([broken, () => news], {}, {}, {}), news);
    assert.deepEqual(offerOf([broken, () => offer], {}, {}), offer);
  });

  assert.deepEqual(faults, [FAULT, FAULT]);
});
