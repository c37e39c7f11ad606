/** Draws the console's tab of time: what runs, countdown, break, and the plan against the actual times. */

import { html, nothing } from "lit-html";

import { commandButton, refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { createPlanClock, type PlanClock } from "../console/plan.ts";
import type { Texts } from "../console/view.ts";
import { momentIn } from "../console/session_time.ts";
import { sendForm } from "../../kit/sent_form.ts";
import { every, together } from "../../kit/subscriptions.ts";
import { isolated } from "../../kit/texts.ts";
import { drawInto } from "../../kit/view.ts";
import { msg } from "../../kit/words.ts";
import type { OnConsole } from "../../room/engine/hooks.ts";
import type { Deck } from "../../room/engine/types.ts";
import { HIDDEN } from "../slides/names.ts";
import { shownParts, type ShownPart } from "../slides/shown_plan.ts";
import { clockText, leftText, runningAt } from "./clock.ts";
import { timeFigures } from "./figures.ts";
import { LABELS } from "./labels.ts";
import { timeMoment } from "./moment.ts";
import { expectedEnd, plannedEnd } from "./outlook.ts";

export const timing: OnConsole = {
  panels: { timing: mountTiming },
  figures: timeFigures,
  moment: timeMoment,
  acts: {
    "countdown.started": msg("{name} started a countdown"),
    "break.started": msg("{name} started a break"),
  },
};

const [ACTIVITY_MINUTES, BREAK_MINUTES] = [5, 15];

function mountTiming(element: HTMLElement, lectern: Lectern, { decks }: Texts) {
  const clock = createPlanClock(lectern.room, lectern.now);
  const deck = () => decks.get(lectern.room.state.me.language);

  function template() {
    const isLive = lectern.room.state.room.state === "live";
    return html`
      ${isLive
        ? [running(lectern), activityForm(lectern, suggestion(lectern, deck())), breakForm(lectern)]
        : html`<p class="notice" ?hidden=${lectern.room.state.room.state !== "planned"}>${lectern.words.say("Countdowns and breaks begin once the session has started.")}</p>`}
      ${plan(lectern, clock)}
    `;
  }

  return drawInto(element, template, together(every(1000), lectern.onChange, decks.subscribe));
}

/** Suggests a countdown for the exercise or group work of the current slide. */
function suggestion({ room }: Lectern, deck: Deck | null | undefined) {
  const slide = room.state.room.slide;
  const plannedMinutes = Math.round(room.state.plan?.minutes[slide] ?? 0);
  const isScenario = Boolean(deck?.slides[slide]?.handout);
  return { label: isScenario ? "group_work" : "exercise", minutes: isScenario && plannedMinutes > 0 ? plannedMinutes : ACTIVITY_MINUTES };
}

function running(lectern: Lectern) {
  const { room, words } = lectern;
  const countdown = runningAt(room.state.timing, lectern.now());
  if (!countdown) return nothing;
  const { kind, label, clock } = countdown.now;
  const until = { time: clockText(clock, words.language) };
  const title = kind === "break" ? words.say("Break until {time}", until) : words.say(LABELS[label]);
  return html`<section class="timing-now" aria-labelledby="timing-what">
    <h3 id="timing-what">${title}</h3>
    <p class="timing-left number">${countdown.isUp ? words.say("Time is up") : leftText(countdown.leftMs, words.language)}</p>
    <div class="row">
      ${commandButton(lectern, { name: "timing", command: "timing.add", fields: { minutes: 1 }, label: words.say("1 minute more"), look: "quiet" })}
      ${commandButton(lectern, { name: "timing", command: "timing.end", fields: {}, label: words.say("End now"), look: "stop" })}
    </div>
    ${refusalLine(lectern.refusalOf("timing"))}
  </section>`;
}

function activityForm(lectern: Lectern, proposed: { label: string; minutes: number }) {
  const { words } = lectern;
  return html`<form class="timing-form" @submit=${(event: SubmitEvent) => send(lectern, event, "countdown.start")}>
    <h3 class="console-part">${words.say("Countdown for an activity")}</h3>
    <div class="field">
      <label for="timing-label">${words.say("Activity")}</label>
      <select class="input" id="timing-label" name="label">
        ${Object.entries(LABELS).map(([label, name]) => html`<option value=${label} ?selected=${label === proposed.label}>${words.say(name)}</option>`)}
      </select>
    </div>
    ${minutesField(lectern, "timing-minutes", proposed.minutes)}
    ${submitButton(lectern, words.say("Start the countdown"))} ${refusalLine(lectern.refusalOf("countdown.start"))}
  </form>`;
}

function breakForm(lectern: Lectern) {
  const { words } = lectern;
  const zone = document.body.dataset.timeZone ?? "UTC";
  return html`<form class="timing-form" @submit=${(event: SubmitEvent) => send(lectern, event, "break.start")}>
    <h3 class="console-part">${words.say("Break")}</h3>
    ${minutesField(lectern, "break-minutes", BREAK_MINUTES)}
    <div class="field">
      <label for="break-until">${words.say("Or until (time of the session: {zone})", { zone: isolated(zone) })}</label>
      <input class="input" id="break-until" name="until" type="time" />
    </div>
    ${submitButton(lectern, words.say("Start the break"))} ${refusalLine(lectern.refusalOf("break.start"))}
  </form>`;
}

function minutesField({ words }: Lectern, id: string, minutes: number) {
  return html`<div class="field timing-minutes">
    <label for=${id}>${words.say("Minutes")}</label>
    <input class="input" id=${id} name="minutes" type="number" inputmode="numeric" min="1" max="120" required value=${minutes} />
  </div>`;
}

function submitButton({ isReady }: Lectern, label: string) {
  return html`<button class="button" aria-disabled=${String(!isReady)}>${label}</button>`;
}

async function send(lectern: Lectern, event: SubmitEvent, command: string) {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  const fields = Object.fromEntries(new FormData(form));
  const send = () => lectern.act(command, command, { ...fields, minutes: Number(fields.minutes) });
  if (await sendForm(form, send)) form.reset();
}

function plan(lectern: Lectern, clock: PlanClock) {
  const { room, words } = lectern;
  const parts = shownParts(room.state);
  const isLive = room.state.room.state === "live";
  if (parts.length === 0) return nothing;
  return html`<section class="timing-plan" aria-labelledby="timing-plan">
    <h3 class="console-part" id="timing-plan">${words.say("Plan")}</h3>
    <ul class="timing-parts">
      ${parts.map((part, index) => partRow(lectern, part, clock.spent(index), isLive && index === clock.here()))}
    </ul>
    ${isLive ? endTimes(lectern, parts, clock) : nothing}
  </section>`;
}

function partRow({ words }: Lectern, part: ShownPart, spentMs: number, isHere: boolean) {
  const minutes = Math.floor(spentMs / 60_000);
  const extraMinutes = minutes - part.minutes;
  return html`<li class="timing-part" aria-current=${isHere ? "true" : nothing}>
    <span lang=${part.language} dir="auto">${part.title}</span>
    <span class="number"
      >${part.isHidden && minutes === 0 ? words.say(HIDDEN) : words.say("{n} of {all} min", { n: minutes, all: part.minutes })}
      ${extraMinutes > 0 ? html`<strong class="timing-over">${words.say("{n} min over", { n: extraMinutes })}</strong>` : nothing}
      ${isHere && extraMinutes <= 0 ? html`<strong>${words.say("now")}</strong>` : nothing}</span
    >
  </li>`;
}

function endTimes(lectern: Lectern, parts: ShownPart[], clock: PlanClock) {
  const { room, words } = lectern;
  const planned = plannedEnd(room.state.room) ?? 0;
  const countdown = runningAt(room.state.timing, lectern.now());
  const startMs = countdown?.now.kind === "break" ? Date.parse(countdown.now.ends_at) : lectern.now();
  const expected = expectedEnd(parts, parts.map((_, index) => clock.spent(index)), clock.here(), startMs);
  const zone = document.body.dataset.timeZone;
  const time = (instantMs: number) => momentIn(instantMs, zone, words.language).time;
  return html`<p class="number">
      ${words.say("Planned end: {time}", { time: time(planned) })} ·
      <strong class=${expected > planned + 60_000 ? "timing-over" : ""}>${words.say("Expected end: {time}", { time: time(expected) })}</strong>
    </p>
    <div class="row">
      ${commandButton(lectern, { name: "extend", command: "room.extend", fields: { minutes: 15 }, label: words.say("15 minutes more"), look: "quiet" })}
    </div>
    ${refusalLine(lectern.refusalOf("extend"))}`;
}
