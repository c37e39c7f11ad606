// @ts-check
/** Answers without reloading: the server draws the question anew, and only that is fetched. */

import { announce, focusOn } from "../lib/dom.js";
import { submitterOf } from "../lib/events.js";
import { fill } from "../lib/fill.js";
import { pageOf } from "../lib/trusted.js";
import { fetchPatiently } from "./patience.js";

/** @typedef {import("../lib/words.js").Words} Words */
/**
 * Keeps answers on the device until the server has them.
 * @typedef {object} Keeper
 * @property {(fields: FormData) => string} hold gives the key under which it is told; "" for no answer
 * @property {(key: string) => void} drop the server has it, or has refused it
 * @property {() => void} failed the server could not be reached
 */

// After this long the learner is told that nothing is lost.
const LATE_MS = 8_000;

/**
 * @param {HTMLElement} place
 * @param {Words} words
 * @param {Keeper} keeper
 * @param {(form: HTMLFormElement | null) => void} drawn the question is new; the form that was saved, if one was
 * @returns {() => Promise<void>} shows what became of an answer that the server has got in another way
 */
export function answerHere(place, words, keeper, drawn) {
  place.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches("[data-answer]")) return;
    event.preventDefault();
    void answer(form, submitterOf(event));
  });
  place.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest("a[data-piece]");
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void show(link);
  });

  /** @param {HTMLFormElement} form @param {HTMLButtonElement | null} button */
  async function answer(form, button) {
    if (form.dataset.busy) return;
    const fields = new FormData(form);
    if (button?.name) fields.set(button.name, button.value);
    // The time is counted here, and better.
    fields.delete("shown");
    const key = keeper.hold(fields);
    // It may come twice, by this and from what is kept: the server keeps it once.
    if (key) fields.set("deed", key);
    const failed = words.say(key ? "study.queued" : "study.unsent");
    say(form, words.say("study.sending"));
    const late = setTimeout(() => say(form, failed), LATE_MS);
    form.dataset.busy = "1";
    const page = await fetched(`${form.action}?piece`, { method: "POST", body: fields });
    delete form.dataset.busy;
    clearTimeout(late);
    // It came by itself meanwhile.
    if (!form.isConnected) return;
    if (!page || !draw(page)) {
      say(form, failed);
      return keeper.failed();
    }
    keeper.drop(key);
    const isRefused = Boolean(place.querySelector("#refused"));
    drawn(isRefused ? null : form);
    tell();
  }

  function tell() {
    const told = place.querySelector("#refused, #verdict, .study-said");
    if (told?.matches(".study-said")) announce(told.textContent?.trim() ?? "");
    else focusOn(/** @type {HTMLElement | null} */ (told));
  }

  /** @param {HTMLAnchorElement} link */
  async function show(link) {
    const address = new URL(link.href);
    address.searchParams.set("piece", "");
    const page = await fetched(address.href);
    if (!page || !draw(page)) return location.assign(link.href);
    drawn(null);
    focusOn(place.querySelector("input:not([type=hidden]), textarea, select, #verdict"));
  }

  async function renew() {
    const isInUse = place.contains(document.activeElement);
    const page = await fetched(`${location.pathname}?piece`);
    if (!page || !draw(page)) return;
    drawn(null);
    if (isInUse) tell();
    else announce(place.querySelector("#verdict, .study-said")?.textContent?.trim() ?? "");
  }

  /** @param {Document} page @returns {boolean} whether it has a question */
  function draw(page) {
    const fresh = page.getElementById("piece");
    if (fresh) fill(place, document.adoptNode(fresh));
    return Boolean(fresh);
  }

  return renew;
}

/** @param {string} address @param {RequestInit} [options] @returns {Promise<Document | null>} */
async function fetched(address, options) {
  const response = await fetchPatiently(address, options);
  return response && pageOf(response.text);
}

/** @param {HTMLFormElement} form @param {string} text */
function say(form, text) {
  const said = form.querySelector(".study-said");
  if (said) said.textContent = text;
}
