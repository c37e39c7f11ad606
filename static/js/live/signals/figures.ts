/** Draws signals in the console's bar: hands, the felt pace, reactions. */

import { html, nothing } from "lit-html";

import { msg } from "../../kit/words.ts";
import { commandButton } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { FADED_MS, paceNow } from "./pace.ts";
import { createRecent, REACTIONS } from "./reactions.ts";

export function signalFigures(lectern: Lectern) {
  const { room } = lectern;
  if (room.state.room.state !== "live" || !room.state.signals) return nothing;
  return [
    interpreters(lectern),
    hands(lectern),
    pace(lectern, "slower"),
    pace(lectern, "unclear"),
    askButton(lectern),
    reactions(lectern),
  ];
}

function hands({ room, words }: Lectern) {
  const n = room.state.signals?.up ?? 0;
  return n ? html`<strong>${words.say(msg("{n} raised hand", "{n} raised hands"), { n })}</strong>` : nothing;
}

function pace({ room, words, now }: Lectern, kind: "slower" | "unclear") {
  const { count, weight, languages } = paceNow(room.state.signals?.[kind], now());
  if (count === 0) return nothing;
  const people = room.state.people;
  const peopleCount = Math.max(count, people?.here ?? 0);
  const byLanguage = languages
    .map(([tag, n]) => ({ tag, n, here: people?.languages[tag] ?? 0 }))
    .map(({ tag, n, here }) => words.say("{language} {n} of {all}", { language: words.nameOf(tag), n, all: Math.max(n, here) }));
  const sentence = words.say(kind === "slower" ? "{n} of {all}: slower" : "{n} of {all}: not clear", { n: count, all: peopleCount });
  const strength = words.say("How strong the signal still is");
  return html`<span class="figure" data-pace=${kind}>
    <strong>${sentence}</strong>
    <progress class="figure-weight" max=${peopleCount} .value=${weight} aria-label=${strength}></progress>
    ${byLanguage.length ? html`<span class="quietly">${byLanguage.join(" · ")}</span>` : nothing}
  </span>`;
}

function interpreters({ room, words, now }: Lectern) {
  const recentRequests = (room.state.signals?.interpreters ?? []).filter(({ at }) => now() - at * 1000 < FADED_MS);
  return recentRequests.map(
    ({ language }) =>
      html`<strong class="figure-interpreter">${words.say("Interpreter ({language}): slower, please", { language: words.nameOf(language) })}</strong>`,
  );
}

/** Draws the button with which an interpreter asks for more time. */
function askButton(lectern: Lectern) {
  if (lectern.room.state.me.role !== "interpreter") return nothing;
  return commandButton(lectern, { name: "ask", command: "pace.ask", fields: {}, label: lectern.words.say("Ask to go slower"), look: "quiet" });
}

const NO_REACTIONS = {};
const recents = new WeakMap<Lectern, ReturnType<typeof createRecent>>();

/** Draws one number for the reactions of the last minute, which unfolds into one for each kind. */
function reactions(lectern: Lectern) {
  const { room, words, now } = lectern;
  const recentOf = recents.get(lectern) ?? createRecent();
  recents.set(lectern, recentOf);
  const recent = recentOf(room.state.signals?.reactions ?? NO_REACTIONS, now());
  const sentReactions = REACTIONS.filter(([kind]) => recent(kind) > 0);
  if (sentReactions.length === 0) return nothing;
  const sum = sentReactions.reduce((all, [kind]) => all + recent(kind), 0);
  return html`<details class="menu console-fact" data-menu>
    <summary class="button plain quietly number">${words.say("Reactions")} <strong class="console-pill">${words.number(sum)}</strong></summary>
    <ul class="menu-list console-facts">
      ${sentReactions.map(([kind, , name]) => html`<li>${words.say(name)} ${words.number(recent(kind))}</li>`)}
    </ul>
  </details>`;
}
