// @ts-check
/** The further tabs of the console, one line for each feature that has one. */

import { countCalls, mount as mountGroups } from "../groups/console.js";
import { chatPanel } from "../chat/console.js";
import { attempt } from "../lib/attempt.js";
import { questionsPanel } from "../questions/console.js";
import { mountTiming } from "../timing/console.js";
import { mountDrawnPanel } from "./drawn_panel.js";

/** @typedef {import("./lectern.js").Lectern} Lectern */
/** @typedef {import("../live/types.js").Snapshot} Snapshot */
/**
 * @typedef {object} Panel
 * @property {(element: HTMLElement, lectern: Lectern, texts: import("./view.js").Texts) => unknown} mount
 * @property {(state: Snapshot) => number} [count] what stands on the tab; nothing for 0
 */

/** By the feature's name, which is the id of its tab. @type {Record<string, Panel>} */
export const PANELS = {
  assessment: { mount: (element, lectern) => mountDrawnPanel(element, lectern, ({ tests, room }) => [tests, room.state]) },
  proxies: {
    mount: (element, lectern) => mountDrawnPanel(element, lectern, ({ halls, people, room }) => [halls, people?.joined, room.state]),
  },
  groups: { mount: mountGroups, count: countCalls },
  questions: questionsPanel,
  chat: chatPanel,
  timing: { mount: mountTiming },
};

/**
 * Mount those that this member's console has.
 * @param {Lectern} lectern
 * @param {import("./view.js").Texts} texts
 */
export function mountPanels(lectern, texts) {
  for (const [name, panel] of Object.entries(PANELS)) {
    const element = document.getElementById(`${name}-body`);
    if (element) attempt(() => panel.mount(element, lectern, texts));
  }
}
