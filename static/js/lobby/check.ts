// @ts-check
/** The check before a session: how good the connection is, and whether the name is on the list. */

import { html, nothing, render } from "lit-html";
import { qualityOf } from "./quality.js";

/** @typedef {import("../lib/words.js").Words} Words */
/** @typedef {{state: string, place: number, reason: string | null, has_list: boolean, session: string}} Place */
/**
 * @typedef {object} Door what the check needs of a connection
 * @property {() => Promise<Place | null>} look how it stands; null when there was no answer
 * @property {(quality: import("./quality.js").Quality) => void} note tell the hosts
 */

const ANSWERS = 4;

/**
 * @param {HTMLElement} element
 * @param {Door} door
 * @param {Words} words
 * @returns {Promise<void>} when it is done
 */
export async function runCheck(element, { look, note }, words) {
  /** @type {Place | null} */
  let place = null;
  element.textContent = "";
  draw("measuring");
  /** @type {number[]} */
  const answers = [];
  for (let turn = 0; turn < ANSWERS; turn++) {
    const began = performance.now();
    const found = await look();
    if (!found) continue;
    place = found;
    answers.push(performance.now() - began);
    draw("measuring");
  }
  const quality = qualityOf(answers, answers.length ? await speed() : null);
  draw(quality ?? "unmeasured");
  if (quality) note(quality);

  /** @param {string} state */
  function draw(state) {
    render(
      html`<p data-quality=${state} role="status">${words.say(`lobby.${state}`)}</p>
        ${place?.has_list ? html`<p>${words.say("lobby.check_name")}</p>` : nothing}`,
      element,
    );
  }
}

/** By something that the session needs anyway. @returns {Promise<number | null>} in kbit/s */
async function speed() {
  const address = document.body.dataset.extrasScript ?? "";
  try {
    const began = performance.now();
    const response = await fetch(address, { cache: "reload" });
    const bytes = (await response.arrayBuffer()).byteLength;
    const travelled = Number(response.headers.get("content-length")) || bytes;
    return response.ok ? (travelled * 8) / Math.max(1, performance.now() - began) : null;
  } catch {
    return null;
  }
}
