/** Signals in the console's bar: hands, the felt pace, reactions. */

import { html, nothing } from "lit-html";

import { msg } from "../../kit/words.ts";
import { commandButton } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { FADED_MS, paceNow } from "./pace.ts";
import { REACTIONS } from "./reactions.ts";

export function signalFigures(lectern: Lectern) {
  const { room } = lectern;
  if (room.state.room.state !== "live" || !room.state.signals) return nothing;
  return [
    interpreters(lectern),
    hands(lectern),
    pace(lectern, "slower"),
    pace(lectern, "unclear"),
    asking(lectern),
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
  const all = Math.max(count, people?.here ?? 0);
  const split = languages
    .map(([tag, n]) => ({ tag, n, here: people?.languages[tag] ?? 0 }))
    .map(({ tag, n, here }) => words.say("{language} {n} of {all}", { language: words.nameOf(tag), n, all: Math.max(n, here) }));
  const said = words.say(kind === "slower" ? "{n} of {all}: slower" : "{n} of {all}: not clear", { n: count, all });
  const strength = words.say("How strong the signal still is");
  return html`<span class="figure" data-pace=${kind}>
    <strong>${said}</strong>
    <progress class="figure-weight" max=${all} .value=${weight} aria-label=${strength}></progress>
    ${split.length ? html`<span class="quietly">${split.join(" · ")}</span>` : nothing}
  </span>`;
}

function interpreters({ room, words, now }: Lectern) {
  const fresh = (room.state.signals?.interpreters ?? []).filter(({ at }) => now() - at * 1000 < FADED_MS);
  return fresh.map(
    ({ language }) =>
      html`<strong class="figure-interpreter">${words.say("Interpreter ({language}): slower, please", { language: words.nameOf(language) })}</strong>`,
  );
}

/** Lets an interpreter ask for more time. */
function asking(lectern: Lectern) {
  if (lectern.room.state.me.role !== "interpreter") return nothing;
  return commandButton(lectern, { name: "ask", command: "pace.ask", fields: {}, label: lectern.words.say("Ask to go slower"), look: "quiet" });
}

function reactions({ room, words }: Lectern) {
  const counts = room.state.signals?.reactions ?? {};
  const sent = REACTIONS.filter(([kind]) => counts[kind]);
  if (sent.length === 0) return nothing;
  return html`<span class="figure quietly" role="group" aria-label=${words.say("Reactions")}>
    ${sent.map(([kind, , name]) => `${words.say(name)} ${words.number(counts[kind] ?? 0)}`).join(" · ")}
  </span>`;
}
