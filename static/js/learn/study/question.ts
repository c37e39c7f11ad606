/** Answers without reloading: the server redraws the question, and only that is fetched. */

import { announce, focusOn } from "../../kit/dom.ts";
import { submitterOf } from "../../kit/events.ts";
import { fill } from "../../kit/fill.ts";
import { pageOf } from "../../kit/trusted_html.ts";
import type { Words } from "../../kit/words.ts";
import { fetchPatiently } from "./patience.ts";

/** Keeps answers on the device until the server has them. */
interface Keeper {
  /** Returns the key under which the answer is sent; "" for no answer. */
  hold: (fields: FormData) => string;
  /** The server has it, or has refused it. */
  drop: (key: string) => void;
  /** The server could not be reached. */
  failed: () => void;
}

// After this long, the learner is told that nothing is lost.
const LATE_MS = 8_000;

/**
 * Answers within the page.
 * @param onDrawn called with the new question, and with the saved form if there was one
 * @returns a function that shows the result of an answer that reached the server in another way
 */
export function answerHere(
  place: HTMLElement,
  words: Words,
  keeper: Keeper,
  onDrawn: (form: HTMLFormElement | null) => void,
): () => Promise<void> {
  place.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches("[data-answer]")) return;
    event.preventDefault();
    void answer(form, submitterOf(event));
  });
  place.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a[data-piece]");
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void show(link);
  });

  async function answer(form: HTMLFormElement, button: HTMLButtonElement | null) {
    if (form.dataset.busy) return;
    const fields = new FormData(form);
    if (button?.name) fields.set(button.name, button.value);
    // This page counts the time, and more precisely.
    fields.delete("shown");
    const key = keeper.hold(fields);
    // The answer may arrive twice, from this form and from the queue: the server keeps it once.
    if (key) fields.set("deed", key);
    const failureText = words.say(
      key
        ? "Kept on this device. It is sent once there is a connection."
        : "Not saved: there is no connection, or the server is busy. Try again in a moment.",
    );
    say(form, words.say("Saving…"));
    const lateTimer = setTimeout(() => say(form, failureText), LATE_MS);
    form.dataset.busy = "1";
    const page = await fetchPage(`${form.action}?piece`, { method: "POST", body: fields });
    delete form.dataset.busy;
    clearTimeout(lateTimer);
    // The answer was sent from the queue meanwhile.
    if (!form.isConnected) return;
    if (!page || !draw(page)) {
      say(form, failureText);
      return keeper.failed();
    }
    keeper.drop(key);
    const isRefused = Boolean(place.querySelector("#refused"));
    onDrawn(isRefused ? null : form);
    showResult();
  }

  function showResult() {
    const result = place.querySelector("#refused, #verdict, .study-said");
    if (result?.matches(".study-said")) announce(result.textContent?.trim() ?? "");
    else focusOn(result as HTMLElement | null);
  }

  async function show(link: HTMLAnchorElement) {
    const address = new URL(link.href);
    address.searchParams.set("piece", "");
    const page = await fetchPage(address.href);
    if (!page || !draw(page)) return location.assign(link.href);
    onDrawn(null);
    focusOn(place.querySelector("input:not([type=hidden]), textarea, select, #verdict"));
  }

  async function renew() {
    const isInUse = place.contains(document.activeElement);
    const page = await fetchPage(`${location.pathname}?piece`);
    if (!page || !draw(page)) return;
    onDrawn(null);
    if (isInUse) showResult();
    else announce(place.querySelector("#verdict, .study-said")?.textContent?.trim() ?? "");
  }

  /** Redraws the question; returns whether the page has one. */
  function draw(page: Document): boolean {
    const newPiece = page.getElementById("piece");
    if (newPiece) fill(place, document.adoptNode(newPiece));
    return Boolean(newPiece);
  }

  return renew;
}

async function fetchPage(address: string, options?: RequestInit): Promise<Document | null> {
  const response = await fetchPatiently(address, options);
  return response && pageOf(response.text);
}

function say(form: HTMLFormElement, text: string) {
  const status = form.querySelector(".study-said");
  if (status) status.textContent = text;
}
