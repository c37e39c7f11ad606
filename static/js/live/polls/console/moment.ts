/** Gives the poll of the moment to the card of the moment. */

import { html } from "lit-html";

import { awaitedInPoll } from "../../awaited/line.ts";
import type { Lectern } from "../../console/lectern.ts";
import type { Texts } from "../../console/view.ts";
import type { Moment } from "../../../room/engine/hooks.ts";
import { sceneNow } from "../../stage/now.ts";
import { wordsOfPoll } from "../wording.ts";
import { agendaOf } from "./agenda.ts";
import { badges, foreign, kindOf, result, stateOf } from "./card.ts";
import { controls } from "./controls.ts";
import { isSpent } from "./parts.ts";

const URGENCY = { open: "now", draft: "next", closed: "next", revealed: "done" } as const;

export function pollMoment(lectern: Lectern, { decks }: Texts): Moment | undefined {
  const { state } = lectern.room;
  const deck = decks.get(state.me.language);
  const { first } = agendaOf(state.polls, state.room.slide, (poll) => isSpent(state, poll));
  const wording = first && deck && wordsOfPoll(first, deck, state.me.language);
  // A poll of another slide that is not open can wait in its panel.
  const isHere = first?.state === "open" || first?.slide === state.room.slide || first?.used_on === state.room.slide;
  if (!first || !wording || !isHere) return undefined;
  return {
    key: `poll ${first.poll} ${first.state}`,
    urgency: first.state === "closed" && isSpent(state, first) ? "done" : URGENCY[first.state],
    isOnStage: sceneNow(lectern.room).poll === first.poll,
    name: lectern.words.say(first.quiz ? "Quiz" : "Poll"),
    kind: html`${kindOf(lectern, first)} ${badges(lectern, first)}`,
    title: html`<span lang=${wording.language} dir="auto">${wording.question}</span>`,
    state: stateOf(lectern, first),
    act: controls(lectern, first),
    // The picture beside the card shows the options.
    more: first.state === "draft" ? foreign(lectern, first, wording) : html`${awaitedInPoll(lectern, first)} ${result(lectern, first, wording)}`,
  };
}
