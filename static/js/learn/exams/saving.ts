/** Saves each choice as soon as it is made, and retries until there is a connection. */

import { chosenIn } from "../../kit/chosen_fields.ts";
import { announce } from "../../kit/dom.ts";
import type { Words } from "../../kit/words.ts";

const RETRY_MS = 5000;

export function saveAsChosen(form: HTMLFormElement, words: Words) {
  let isBusy = false;
  let isLeaving = false;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let request: AbortController | undefined;

  form.dataset.saves = "";
  form.addEventListener("change", () => void save());
  addEventListener("online", () => void save());
  form.addEventListener("submit", () => {
    // The next page has everything that this form sends, and a late save would bring older choices.
    isLeaving = true;
    clearTimeout(retryTimer);
    request?.abort();
  });
  addEventListener("pageshow", () => {
    // The browser kept this page, and the learner came back to it.
    isLeaving = false;
    void save();
  });

  async function save() {
    const due = questions(form).filter((question) => currentChoice(question) !== savedChoice(question).value);
    if (isBusy || isLeaving || !due.length) return;
    isBusy = true;
    clearTimeout(retryTimer);
    const sent = due.map((question) => [question, currentChoice(question)] as const);
    for (const question of due) say(question, words.say("Saving…"));
    const refusal = await send();
    isBusy = false;
    if (isLeaving) return;
    if (refusal !== "") return failed(due, refusal);
    for (const [question, options] of sent) {
      savedChoice(question).value = options;
      say(question, options ? words.say("Saved") : "");
    }
    count();
    void save();
  }

  /** Resolves with the text of the refusal, "" if the server has the choices, or null if that is unknown. */
  async function send(): Promise<string | null> {
    const fields = new FormData(form);
    fields.set("act", "save");
    const { signal } = (request = new AbortController());
    try {
      const response = await fetch(`${form.action}?piece`, { method: "POST", body: fields, signal });
      if (response.ok) return "";
      const body = response.status === 422 ? await response.json() : null;
      return body ? body.text : null;
    } catch {
      return null;
    }
  }

  function failed(due: Element[], refusal: string | null) {
    const text = refusal ?? words.say("Not saved yet: no connection. It is tried again.");
    for (const question of due) say(question, text);
    announce(text);
    if (refusal === null) retryTimer = setTimeout(() => void save(), RETRY_MS);
  }

  function count() {
    const place = document.getElementById("exam-kept");
    const allQuestions = questions(form);
    const savedCount = allQuestions.filter((question) => savedChoice(question).value).length;
    const text = (form.dataset.kept ?? "")
      .replace("{count}", words.number(savedCount))
      .replace("{whole}", words.number(allQuestions.length));
    if (place && text) place.textContent = text;
  }
}

function questions(form: HTMLFormElement) {
  return [...form.querySelectorAll(".exam-question")].filter((question) => question.querySelector('input[name^="was."]'));
}

/** Returns the field with the choice that the server has. */
function savedChoice(question: Element) {
  return question.querySelector('input[name^="was."]') as HTMLInputElement;
}

/** Returns the chosen values, in the order of the page. */
function currentChoice(question: Element) {
  return chosenIn(question, '[name^="q."]').join(",");
}

function say(question: Element, text: string) {
  const state = question.querySelector("[data-state]");
  if (state) state.textContent = text;
}
