// @ts-check
/** Answers without reloading: the server draws the question anew, and only that is fetched. */

import { announce, focusOn } from "../lib/dom.js";
import { submitterOf } from "../lib/events.js";
import { fill } from "../lib/fill.js";
import { pageOf } from "../lib/trusted.js";

/** @typedef {import("../lib/words.js").Words} Words */

/**
 * @param {HTMLElement} place
 * @param {Words} words
 * @param {(form: HTMLFormElement | null) => void} drawn the question is new; the form that was saved, if one was
 */
export function answerHere(place, words, drawn) {
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
    say(form, words.say("study.sending"));
    form.dataset.busy = "1";
    const page = await fetched(`${form.action}?piece`, { method: "POST", body: fields });
    delete form.dataset.busy;
    if (!page || !draw(page)) return say(form, words.say("study.unsent"));
    const isRefused = Boolean(place.querySelector("#refused"));
    drawn(isRefused ? null : form);
    const told = place.querySelector("#refused, #verdict, .study-said");
    if (told?.matches(".study-said")) announce(told.textContent?.trim() ?? "");
    else focusOn(/** @type {HTMLElement | null} */ (told));
  }

  /** @param {HTMLAnchorElement} link */
  async function show(link) {
    const address = new URL(link.href);
    address.searchParams.set("piece", "");
    const page = await fetched(address.href, {});
    if (!page || !draw(page)) return location.assign(link.href);
    drawn(null);
    focusOn(place.querySelector("input:not([type=hidden]), textarea, select, #verdict"));
  }

  /** @param {Document} page @returns {boolean} whether it has a question */
  function draw(page) {
    const fresh = page.getElementById("piece");
    if (fresh) fill(place, document.adoptNode(fresh));
    return Boolean(fresh);
  }
}

/** @param {string} address @param {RequestInit} options @returns {Promise<Document | null>} */
async function fetched(address, options) {
  try {
    const response = await fetch(address, options);
    return pageOf(await response.text());
  } catch {
    return null;
  }
}

/** @param {HTMLFormElement} form @param {string} text */
function say(form, text) {
  const said = form.querySelector(".study-said");
  if (said) said.textContent = text;
}
