/**
 * Asks the questions of a test, one at a time. All are in the page, so going from one to the next needs no
 * network. An answer that cannot be sent waits on the phone, as votes do. While the test cannot be taken, as when the
 * session has begun, the page says so instead.
 */

import { choose, chosenIn } from "../../kit/chosen_fields.ts";
import { announce, focusOn, setText } from "../../kit/dom.ts";
import { submitterOf } from "../../kit/events.ts";
import { msg, type Words } from "../../kit/words.ts";
import type { Room } from "../../room/engine/room.ts";

type Chosen = { item: string; options: string[] };

const ANSWER = "test.answer";
const OPTIONS = "[name='options']";
const UNANSWERED = msg("{n} question is not answered yet:", "{n} questions are not answered yet:");

export function mountTest(place: HTMLElement, room: Room, words: Words) {
  const { part = "", base = "" } = place.dataset;
  const sections = [...place.querySelectorAll("[data-number]")] as HTMLElement[];
  const forms = [...place.querySelectorAll("form[data-item]")] as HTMLFormElement[];
  /** What the page says while the test is not open, by stage. */
  const stops = [...place.querySelectorAll("[data-stage]")] as HTMLElement[];
  let numberShown = Number(sections.find(({ hidden }) => !hidden)?.dataset.number);
  let stage = "open";
  const handInForm = place.querySelector("form[data-hand-in]") as HTMLFormElement;
  const waiting = () => room.waiting.filter(({ command, fields }) => command === ANSWER && fields.part === part);

  restore(forms, waiting().map(({ fields }) => fields as any as Chosen));

  for (const form of forms) {
    form.addEventListener("change", () => void save(form));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const target = submitterOf(event)?.value ?? "end";
      show(target === "end" ? 0 : Number(target), true);
    });
  }

  place.addEventListener("click", (event) => {
    const link = (event.target as Element).closest(".test-numbers a");
    if (!link) return;
    event.preventDefault();
    show(Number(link.getAttribute("href")?.split("/").pop()), true);
  });

  handInForm.addEventListener("submit", async (event) => {
    event.preventDefault();
    say(handInForm, words.say("Sending…"));
    // Hand in after the waiting answers: the server counts what is sent first.
    const answer = await room.send("test.hand_in", { part }, { about: part, kept: true });
    if (answer.ok || answer.code === "test_handed_in") location.assign(base);
    else say(handInForm, words.refusal(answer.code ?? "internal"));
  });

  async function save(form: HTMLFormElement) {
    const { item = "" } = form.dataset;
    const options = chosenIn(form, OPTIONS);
    if (!options.length) return say(form, "");
    say(form, words.say(room.connection === "connected" ? "Sending…" : "Kept on this device, will be sent"));
    count();
    const answer = await room.send(ANSWER, { part, item, options }, { about: `${part} ${item}`, kept: true });
    // A newer choice waits for its own acknowledgement.
    if (chosenIn(form, OPTIONS).join() !== options.join()) return;
    say(form, answer.ok ? words.say("Saved") : words.refusal(answer.code ?? "internal"));
    if (!answer.ok) announce(words.refusal(answer.code ?? "internal"));
  }

  /** @param isNew whether to add it to the browser's history */
  function show(number: number, isNew: boolean) {
    numberShown = number;
    if (isNew) history.pushState(null, "", number ? `${base}/${number}` : `${base}/hand-in`);
    arrange();
  }

  function arrange() {
    for (const section of sections) section.hidden = stage !== "open" || Number(section.dataset.number) !== numberShown;
    for (const stop of stops) stop.hidden = stop.dataset.stage !== stage;
    const shown = [...sections, ...stops].find(({ hidden }) => !hidden);
    focusOn(shown?.querySelector("h1") ?? null);
    scrollTo(0, 0);
  }

  /** Stops or goes on when a host, or the start of the session, closes or opens the test. */
  function followStage() {
    const newStage = room.state.tests?.items.find(({ id }) => id === part)?.state ?? "open";
    if (newStage === stage) return;
    stage = newStage;
    arrange();
  }

  window.addEventListener("popstate", () => {
    const lastPart = location.pathname.split("/").pop() ?? "";
    show(Number(lastPart) || 0, false);
  });

  /** Counts the answers, as the last screen shows them. */
  function count() {
    const marks = [...place.querySelectorAll(".test-numbers li")];
    forms.forEach((form, index) => {
      const isAnswered = chosenIn(form, OPTIONS).length > 0;
      marks[index]?.toggleAttribute("data-answered", isAnswered);
      const state = marks[index]?.querySelector(".test-number-state");
      if (state) state.textContent = words.say(isAnswered ? "answered" : "not answered");
    });
    const unansweredCount = forms.filter((form) => !chosenIn(form, OPTIONS).length).length;
    const list = place.querySelector(".test-left") as HTMLElement;
    list.hidden = unansweredCount === 0;
    const sentence = list.querySelector("strong");
    if (sentence) sentence.textContent = words.say(UNANSWERED, { n: unansweredCount });
  }

  /** Follows the test's stage, and says that an answer is kept, at each question whose answer waits to be sent. */
  function redraw() {
    followStage();
    for (const { fields } of waiting()) {
      const form = forms.find(({ dataset }) => dataset.item === fields.item);
      if (form && room.connection !== "connected") say(form, words.say("Kept on this device, will be sent"));
    }
  }

  count();
  redraw();
  return room.subscribe(redraw);
}

function say(form: HTMLFormElement, text: string) {
  setText(form.querySelector(".test-status"), text);
}

/** Restores the choices made before the page was reloaded and not sent yet. */
function restore(forms: HTMLFormElement[], choices: Chosen[]) {
  for (const { item, options } of choices) {
    const form = forms.find(({ dataset }) => dataset.item === item);
    if (form) choose(form, OPTIONS, options);
  }
}
