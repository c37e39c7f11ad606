/** The poll of a group: any member asks it, and only the group's votes count. */

import { html, nothing } from "lit-html";

import { icon } from "../../kit/icons.ts";
import { sendForm } from "../../kit/sent_form.ts";
import { msg } from "../../kit/words.ts";
import type { Context } from "./groups.ts";
import type { GroupPoll } from "./parts.ts";

export function pollPart(context: Context, poll: GroupPoll | null, isRunning: boolean) {
  const { words } = context;
  return html`<section class="group-part" aria-labelledby="group-poll-title">
    <h3 id="group-poll-title">${words.say("Poll of the group")}</h3>
    ${poll ? card(context, poll, isRunning) : nothing}
    ${isRunning && !poll?.open ? askForm(context) : nothing}
    ${refusals(context)}
  </section>`;
}

function card(context: Context, poll: GroupPoll, isRunning: boolean) {
  const { words, send } = context;
  const isOpen = poll.open && isRunning;
  return html`<p class="group-question" lang=${poll.language} dir="auto">${poll.question}</p>
    <ul class="bars">
      ${poll.options.map((option, at) => (isOpen ? choice(context, poll, option, at) : result(context, poll, option, at)))}
    </ul>
    <p class="quietly">${words.say(msg("{n} answer", "{n} answers"), { n: poll.voters })}</p>
    ${isOpen
      ? html`<button class="button quiet" type="button" @click=${() => void send("group.close_poll", { poll: poll.poll })}>
          ${words.say("Close poll")}
        </button>`
      : nothing}`;
}

function choice(context: Context, poll: GroupPoll, option: string, at: number) {
  const isMine = poll.mine === at;
  const vote = () => void context.send("group.vote", { poll: poll.poll, option: at }, `poll ${poll.poll}`);
  return html`<li>
    <button class="button quiet group-choice" type="button" aria-pressed=${String(isMine)} @click=${vote}>
      ${isMine ? icon("check") : nothing}<span lang=${poll.language} dir="auto">${option}</span>
      ${poll.votes ? html`<b class="number">${context.words.number(poll.votes[at] ?? 0)}</b>` : nothing}
    </button>
  </li>`;
}

function result({ words }: Context, poll: GroupPoll, option: string, at: number) {
  const count = poll.votes?.[at] ?? 0;
  return html`<li>
    <p class="bar-words">
      <span
        ><span lang=${poll.language} dir="auto">${option}</span>
        ${poll.mine === at ? html`<span class="quietly">${icon("check", 16)} ${words.say("Your choice")}</span>` : nothing}</span
      >
      <span class="bar-number">${words.number(count)}</span>
    </p>
    <progress class="bar" max=${Math.max(1, poll.voters)} .value=${count} aria-hidden="true"></progress>
  </li>`;
}

function askForm(context: Context) {
  const { words, send, language, slidePoll } = context;
  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const question = String(data.get("question") ?? "").trim();
    const options = String(data.get("options") ?? "").split("\n");
    const wanted = options.map((option) => option.trim()).filter(Boolean).slice(0, 8);
    const ask = () => send("group.ask", { question, options: wanted, language: language() });
    if (await sendForm(form, async () => (await ask()).ok)) form.reset();
  }
  const copy = () => void send("group.ask", { copy: true, language: language() });
  return html`<details class="group-ask">
    <summary>${words.say("Ask your group")}</summary>
    ${slidePoll()
      ? html`<button class="button quiet" type="button" @click=${copy}>
          ${words.say("Ask the question of this slide")}
        </button>`
      : nothing}
    <form class="stack" @submit=${submit}>
      <div class="field">
        <label for="group-question">${words.say("Question")}</label>
        <input class="input" id="group-question" name="question" maxlength="300" dir="auto" autocomplete="off" required />
      </div>
      <div class="field">
        <label for="group-options">${words.say("Answers, one per line")}</label>
        <textarea class="input" id="group-options" name="options" rows="3" maxlength="1600" dir="auto" required></textarea>
      </div>
      <button class="button">${words.say("Open poll")}</button>
    </form>
  </details>`;
}

function refusals({ room, words }: Context) {
  const names = ["group.ask", "group.vote", "group.close_poll"];
  const last = room.refusals.filter(({ command }) => names.includes(command)).pop();
  return html`<p class="wrong" role="alert">${last ? words.refusal(last.code) : nothing}</p>`;
}
