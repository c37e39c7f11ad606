// @ts-check
/** The keys at work, and the dialog that lists them and switches single letters off. */

import { shelf } from "../lib/storage.js";
import { nextUp } from "../questions/order.js";
import { toggleOf } from "../polls/console/agenda.js";
import { countdownOf } from "../polls/console/countdowns.js";
import { open } from "./dialogs.js";
import { actionOf } from "./keys.js";

/** @typedef {import("./lectern.js").Lectern} Lectern */

const KEY = "webinar.letters_off";
const TEXT_FIELDS = "input:not([type=checkbox]):not([type=radio]), textarea, [contenteditable]";
const CHOICES = "input[type=radio], select";

/**
 * @param {HTMLElement} dialog
 * @param {Lectern} lectern
 * @param {{ move: import("./moves.js").Move, stage: import("../stage/channel.js").StageChannel, showPanel: (name: string) => void }} parts
 */
export function mountShortcuts(dialog, lectern, { move, stage, showPanel }) {
  const storage = shelf("localStorage");
  const letters = /** @type {HTMLInputElement} */ (dialog.querySelector("input[type=checkbox]"));
  letters.checked = storage.getItem(KEY) === null;
  letters.addEventListener("change", () => {
    if (letters.checked) storage.removeItem(KEY);
    else storage.setItem(KEY, "1");
  });

  const doing = {
    next: () => move.by(1),
    back: () => move.by(-1),
    blank: () => stage.toggle(),
    help: () => open("keys-dialog"),
    poll: () => (showPanel("run"), togglePoll(lectern)),
    step: () => (showPanel("steps"), closeStep(lectern)),
    question: () => (showPanel("questions"), bringQuestion(lectern)),
  };

  document.addEventListener("keydown", (event) => {
    const action = actionOf(event, { ...whereabouts(event.target), letters: letters.checked });
    if (action === null) return;
    event.preventDefault();
    doing[action]();
  });
}

/** @param {EventTarget | null} target */
function whereabouts(target) {
  const element = target instanceof Element ? target : document.body;
  return {
    focus: focusOf(element),
    direction: /** @type {"ltr" | "rtl"} */ (document.documentElement.dir === "rtl" ? "rtl" : "ltr"),
  };
}

/** @param {Element} element @returns {import("./keys.js").Focus} */
function focusOf(element) {
  if (element.closest(TEXT_FIELDS)) return "text";
  if (document.querySelector("dialog[open]")) return "dialog";
  if (element.closest(CHOICES)) return "list";
  if (element.closest("[role=tab]")) return "tab";
  return element.closest("[data-scrolls]") ? "scroll" : "page";
}

/** @param {Lectern} lectern */
function togglePoll(lectern) {
  const { polls, room } = lectern.room.state;
  const todo = toggleOf(polls, room.slide);
  if (!todo || !lectern.may(todo.command)) return;
  const control = `poll ${todo.poll}`;
  // A slip of the finger must not take the poll from under thirty people's thumbs.
  if (todo.command === "poll.close" && !lectern.twice.press(control)) return;
  const seconds = todo.command === "poll.open" ? countdownOf(polls.find(({ poll }) => poll === todo.poll) ?? todo) : 0;
  void lectern.act(control, todo.command, { poll: todo.poll, ...(seconds ? { seconds } : {}) });
}

/**
 * At the second press closes the step that is put; while none is put, leads to the first that could be.
 * @param {Lectern} lectern
 */
function closeStep(lectern) {
  const { steps, room } = lectern.room.state;
  const put = steps.find(({ state }) => state === "put");
  if (!put) {
    const first = document.querySelector("#steps-body [data-state='proposed'] .row .button");
    return void (/** @type {HTMLElement | null} */ (first)?.focus());
  }
  const control = `step ${put.step}`;
  if (room.state !== "live" || !lectern.may("step.close") || !lectern.twice.press(control)) return;
  void lectern.act(control, "step.close", { step: put.step });
}

/** The open question that most want to know, other than the one that is there. @param {Lectern} lectern */
function bringQuestion(lectern) {
  const { questions, room, stage } = lectern.room.state;
  const next = nextUp(questions.items, stage);
  if (!next || room.state !== "live" || !lectern.may("stage.show")) return;
  void lectern.act(`stage ${next.id}`, "stage.show", { kind: "question", key: String(next.id) });
}
