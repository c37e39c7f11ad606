/** Saves each choice as soon as it is made, and retries until there is a connection. */

import { chosenIn } from "../../kit/chosen.ts";
import { announce } from "../../kit/dom.ts";
import type { Words } from "../../kit/words.ts";

const AGAIN_MS = 5000;

export function saveAsChosen(form: HTMLFormElement, words: Words) {
  let isBusy = false;
  let isLeaving = false;
  let again: ReturnType<typeof setTimeout> | undefined;

  form.dataset.saves = "";
  form.addEventListener("change", () => void save());
  addEventListener("online", () => void save());
  form.addEventListener("submit", () => {
    // The next page has everything that this form sends.
    isLeaving = true;
    clearTimeout(again);
  });

  async function save() {
    const due = questions(form).filter((one) => chosen(one) !== before(one).value);
    if (isBusy || isLeaving || !due.length) return;
    isBusy = true;
    clearTimeout(again);
    const sent = due.map((one) => ({ one, options: chosen(one) }));
    for (const one of due) say(one, words.say("Saving…"));
    const refusal = await send();
    isBusy = false;
    if (refusal !== "") return failed(due, refusal);
    for (const { one, options } of sent) {
      before(one).value = options;
      say(one, options ? words.say("Saved") : "");
    }
    count();
    void save();
  }

  /** Resolves with why it was refused, "" if it is kept, or null if unknown. */
  async function send(): Promise<string | null> {
    const fields = new FormData(form);
    fields.set("act", "save");
    try {
      const response = await fetch(`${form.action}?piece`, { method: "POST", body: fields });
      if (response.ok) return "";
      const told = response.status === 422 ? await response.json() : null;
      return told ? told.text : null;
    } catch {
      return null;
    }
  }

  function failed(due: Element[], refusal: string | null) {
    const text = refusal ?? words.say("Not saved yet: no connection. It is tried again.");
    for (const one of due) say(one, text);
    announce(text);
    if (refusal === null && !isLeaving) again = setTimeout(() => void save(), AGAIN_MS);
  }

  function count() {
    const place = document.getElementById("exam-kept");
    const all = questions(form);
    const kept = all.filter((one) => before(one).value).length;
    const text = (form.dataset.kept ?? "")
      .replace("{count}", words.number(kept))
      .replace("{whole}", words.number(all.length));
    if (place && text) place.textContent = text;
  }
}

function questions(form: HTMLFormElement) {
  return [...form.querySelectorAll(".exam-question")].filter((one) => one.querySelector('input[name^="was."]'));
}

/** The choice that the server has. */
function before(question: Element) {
  return question.querySelector('input[name^="was."]') as HTMLInputElement;
}

/** The chosen values, in the order of the page. */
function chosen(question: Element) {
  return chosenIn(question, '[name^="q."]').join(",");
}

function say(question: Element, text: string) {
  const state = question.querySelector("[data-state]");
  if (state) state.textContent = text;
}
