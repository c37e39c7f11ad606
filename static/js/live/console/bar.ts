/** Draws the bar at the top: the state of the link, the clock against the plan, and how many are here. */

import { setText } from "../../kit/dom.ts";
import { msg, type Words } from "../../kit/words.ts";
import { HOST_LINK } from "../../room/rooms/host_link.ts";
import type { Lectern } from "./lectern.ts";
import { behindOf, clockText, elapsedOf, MINUTE_MS } from "./pace.ts";
import { createPlanClock, type PlanClock } from "./plan.ts";
import { languagesOf } from "./roll.ts";

export function mountBar(element: HTMLElement, lectern: Lectern) {
  const parts = partsOf(element);
  const planClock = createPlanClock(lectern.room, lectern.now);
  document.body.dataset.runs = "";
  const redraw = () => {
    drawLink(parts, lectern);
    drawClock(parts, lectern, planClock);
    drawPeople(parts, lectern);
    drawState(lectern);
  };
  redraw();
  const timer = setInterval(() => drawClock(parts, lectern, planClock), 1000);
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

function drawClock({ clock, pace, paceWords }: Parts, lectern: Lectern, planClock: PlanClock) {
  const { words } = lectern;
  const state = lectern.room.state.room;
  const planned = clockText(state.planned_minutes * MINUTE_MS, lectern.locale);
  const elapsedMs = elapsedOf(state, lectern.now());
  if (elapsedMs === null) {
    setText(clock, words.say("Not started · {planned} planned", { planned }));
    setText(paceWords, "");
    drawPill(pace, "");
    return;
  }
  const elapsed = clockText(elapsedMs, lectern.locale);
  const hasEnded = state.state === "ended";
  setText(clock, words.say(hasEnded ? "Ended after {elapsed}" : "{elapsed} of {planned}", { elapsed, planned }));
  const now = hasEnded ? null : paceNow(lectern, planClock, elapsedMs);
  const behind = now?.behind ?? 0;
  setText(paceWords, now ? wordsOfPace(now, words) : "");
  const pill = words.say(behind > 0 ? "{n} min late" : "{n} min early", { n: Math.abs(behind) });
  drawPill(pace, now && behind !== 0 ? about(now.within, pill, words) : "");
  for (const place of [pace, paceWords]) if (place) place.dataset.pace = behind > 0 ? "behind" : "fine";
}

interface PaceNow {
  /** As `behindOf` returns it. */
  behind: number | null;
  /** What the clock was compared with. */
  within: "session" | "module";
}

/**
 * Compares the session with its plan, or, if its slides were not taken in order, the present module with its own.
 * Returns null for a member who gets no plan.
 */
function paceNow({ room: { state } }: Lectern, planClock: PlanClock, elapsedMs: number): PaceNow | null {
  const seen = planClock.seen();
  if (!state.plan || !seen) return null;
  const { slide, slides } = state.room;
  const { minutes, parts } = state.plan;
  const all = { first: 0, end: slides, slide, minutes, hidden: state.slides_hidden?.slides, seen };
  const behind = behindOf(all, elapsedMs, state.room.planned_minutes * MINUTE_MS);
  const here = planClock.here();
  const part = parts[here];
  if (behind !== null || parts.length < 2 || !part) return { behind, within: "session" };
  const module = { ...all, first: part.first, end: parts[here + 1]?.first ?? slides };
  return { behind: behindOf(module, planClock.spent(here), part.minutes * MINUTE_MS), within: "module" };
}

/** Draws a pill; one without a text is not there. */
function drawPill(pill: HTMLElement | undefined, text: string) {
  setText(pill, text);
  if (pill) pill.hidden = text === "";
}

/** Says, where it is so, that the words of the pace are about the present module. */
function about(within: PaceNow["within"], pace: string, words: Words) {
  return within === "module" ? words.say("Module: {pace}", { pace }) : pace;
}

function wordsOfPace({ behind, within }: PaceNow, words: Words) {
  if (behind === null) return words.say("No pace, because slides were passed over. Hide the slides that you leave out.");
  if (behind === 0) return about(within, words.say("on plan"), words);
  const text = behind > 0
    ? words.say(msg("{n} minute behind plan", "{n} minutes behind plan"), { n: behind })
    : words.say(msg("{n} minute ahead of plan", "{n} minutes ahead of plan"), { n: -behind });
  return about(within, text, words);
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
