/** Approves and hides open texts, and hides words of a cloud. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { commandButton, refusalLine } from "../../console/control.ts";
import type { Lectern } from "../../console/lectern.ts";
import { msg, type Msg } from "../../../kit/words.ts";
import type { CloudWord, PollView, Reply } from "../../../room/engine/types.ts";
import { HOSTED } from "../kinds/all.ts";
import type { PollWords } from "../wording.ts";

const STATES: Record<NonNullable<Reply["state"]>, Msg> = {
  waiting: msg("Waiting"),
  shown: msg("Shown"),
  hidden: msg("Hidden"),
};

export function moderation(lectern: Lectern, poll: PollView, wording: PollWords) {
  const { moderated } = HOSTED[poll.kind];
  const cloudWords = poll.figures?.words;
  if (moderated === "words") return cloudWords?.length ? words(lectern, poll, cloudWords) : nothing;
  return moderated && poll.replies ? texts(lectern, poll, poll.replies, wording) : nothing;
}

/** Draws the texts in the order in which they arrived, so that nothing moves away from a finger. */
function texts(lectern: Lectern, poll: PollView, replies: Reply[], wording: PollWords) {
  const { words } = lectern;
  const waiting = replies.filter(({ state }) => state === "waiting").length;
  if (!replies.length) return html`<p class="quietly">${words.say("Nobody has written yet.")}</p>`;
  return html`<section class="moderation">
    <div class="row">
      <h4 class="number">${words.say(msg("{n} waiting", "{n} waiting"), { n: waiting })}</h4>
      ${waiting && mayAct(lectern)
        ? commandButton(lectern, {
            name: `all ${poll.poll}`,
            command: "poll.show",
            fields: { poll: poll.poll, everything: true },
            label: words.say("Show all"),
            look: "quiet",
          })
        : nothing}
    </div>
    ${refusalLine(lectern.refusalOf(`all ${poll.poll}`))}
    <ul>
      ${repeat(replies, ({ id }) => id, (reply) => text(lectern, poll, reply, wording))}
    </ul>
  </section>`;
}

function text(
  lectern: Lectern,
  poll: PollView,
  { id, text, language, state = "waiting", member, option }: Reply,
  wording: PollWords,
) {
  const { words, room } = lectern;
  const author = room.state.people?.members.find((person) => person.member === member)?.name;
  const name = `reply ${poll.poll} ${id}`;
  return html`<li class="moderated" data-state=${state}>
    <p class="moderated-text" lang=${language} dir="auto">${text}</p>
    <p class="small quietly">
      ${option ? html`<bdi lang=${wording.language}>${wording.labels[option] ?? option}</bdi> · ` : nothing}${words.nameOf(language)}${author ? html` · <bdi>${author}</bdi>` : nothing} · <b>${words.say(STATES[state])}</b>
    </p>
    <div class="row">
      ${state === "shown" ? nothing : act(lectern, poll, "poll.show", id, name, text)}
      ${state === "hidden" ? nothing : act(lectern, poll, "poll.hide", id, name, text)}
    </div>
    ${refusalLine(lectern.refusalOf(name))}
  </li>`;
}

function words(lectern: Lectern, poll: PollView, cloudWords: CloudWord[]) {
  return html`<details class="console-why moderation">
    <summary>${lectern.words.say(msg("{n} word", "{n} words"), { n: cloudWords.length })}</summary>
    <ul>
      ${repeat(cloudWords, ({ id }) => id, ({ id, word, language, count, hidden }) => {
        const name = `word ${poll.poll} ${id}`;
        return html`<li class="moderated row" data-state=${hidden ? "hidden" : "shown"}>
          <span class="moderated-word"
            ><bdi lang=${language}>${word}</bdi> <span class="quietly small">${lectern.words.nameOf(language)} · ${lectern.words.number(count)}${hidden
                ? ` · ${lectern.words.say("Hidden")}`
                : ""}</span></span
          >
          ${act(lectern, poll, hidden ? "poll.show" : "poll.hide", id, name, word)} ${refusalLine(lectern.refusalOf(name))}
        </li>`;
      })}
    </ul>
  </details>`;
}

function act(
  lectern: Lectern,
  poll: PollView,
  command: "poll.show" | "poll.hide",
  id: string,
  name: string,
  about: string,
) {
  if (!mayAct(lectern)) return nothing;
  const verb = lectern.words.say(command === "poll.show" ? "Show" : "Hide");
  const label = html`${verb}<span class="unseen">: ${about}</span>`;
  return commandButton(lectern, { name, command, fields: { poll: poll.poll, ids: [id] }, label, look: "quiet" });
}

function mayAct({ room }: Lectern) {
  return room.state.room.state === "live";
}
