/** Draws the bar at the top: the state of the link, the clock against the plan, and how many are here. */

import { setText } from "../../kit/dom.ts";
import { msg, type Words } from "../../kit/words.ts";
import { HOST_LINK } from "../../room/rooms/host_link.ts";
import type { Lectern } from "./lectern.ts";
import { clockText, paceOf } from "./pace.ts";
import { languagesOf } from "./roll.ts";

export function mountBar(element: HTMLElement, lectern: Lectern) {
  const parts = partsOf(element);
  document.body.dataset.runs = "";
  const redraw = () => {
    drawLink(parts, lectern);
    drawClock(parts, lectern);
    drawPeople(parts, lectern);
    drawState(lectern);
  };
  redraw();
  const timer = setInterval(() => drawClock(parts, lectern), 1000);
  const unsubscribe = lectern.onChange(redraw);
  return () => {
    clearInterval(timer);
    unsubscribe();
  };
}

type Parts = Record<string, HTMLElement>;

function partsOf(element: HTMLElement): Parts {
  const elements = element.querySelectorAll("[data-part]") as NodeListOf<HTMLElement>;
  return Object.fromEntries([...elements].map((part) => [part.dataset.part, part]));
}

function drawLink({ link, linkWords }: Parts, { room, words }: Lectern) {
  if (link) link.dataset.state = room.connection;
  const isCrowded = room.connection === "refused" && room.refusal === "too_many_tabs";
  setText(linkWords, isCrowded ? words.refusal("too_many_tabs") : words.say(HOST_LINK[room.connection]));
}

function drawClock({ clock, pace, paceWords }: Parts, lectern: Lectern) {
  const { room, words } = lectern;
  const state = room.state.room;
  const planned = clockText(state.planned_minutes * 60_000, lectern.locale);
  const minutes = room.state.plan?.minutes;
  const hidden = room.state.slides_hidden?.slides;
  const currentPace = paceOf({ ...state, minutes, hidden }, lectern.now());
  if (currentPace === null) {
    setText(clock, words.say("Not started · {planned} planned", { planned }));
    setText(paceWords, "");
    drawPill(pace, "");
    return;
  }
  const elapsed = clockText(currentPace.elapsed, lectern.locale);
  const hasEnded = state.state === "ended";
  setText(clock, words.say(hasEnded ? "Ended after {elapsed}" : "{elapsed} of {planned}", { elapsed, planned }));
  const { behind } = currentPace;
  setText(paceWords, hasEnded ? "" : wordsOfPace(behind, words));
  drawPill(pace, hasEnded || behind === 0 ? "" : words.say(behind > 0 ? "{n} min late" : "{n} min early", { n: Math.abs(behind) }));
  for (const place of [pace, paceWords]) if (place) place.dataset.pace = behind > 0 ? "behind" : "fine";
}

/** Draws a pill; one without a text is not there. */
function drawPill(pill: HTMLElement | undefined, text: string) {
  setText(pill, text);
  if (pill) pill.hidden = text === "";
}

function wordsOfPace(behind: number, words: Words) {
  if (behind === 0) return words.say("on plan");
  return behind > 0
    ? words.say(msg("{n} minute behind plan", "{n} minutes behind plan"), { n: behind })
    : words.say(msg("{n} minute ahead of plan", "{n} minutes ahead of plan"), { n: -behind });
}

function drawPeople({ here, languages, lost }: Parts, { room, words }: Lectern) {
  const people = room.state.people;
  if (!people) return;
  setText(here, words.say(msg("{n} of {all} here", "{n} of {all} here"), { n: people.here, all: people.joined }));
  const counts = languagesOf(people.languages);
  setText(languages, counts.map(([tag, n]) => `${words.nameOf(tag)} ${words.number(n)}`).join(" · "));
  drawPill(lost, people.lost > 0 ? words.say(msg("{n} reconnecting", "{n} reconnecting"), { n: people.lost }) : "");
}

/** Shows the parts of the page that fit the state of the session. */
function drawState({ room }: Lectern) {
  const parts = document.querySelectorAll("[data-while]") as NodeListOf<HTMLElement>;
  for (const part of parts) part.hidden = part.dataset.while !== room.state.room.state;
}
