/** Draws the running countdown or break at the foot of a participant's room. */

import { html, nothing } from "lit-html";

import { every, together } from "../../kit/subscriptions.ts";
import { drawInto } from "../../kit/view.ts";
import { msg, type Words } from "../../kit/words.ts";
import type { InRoom } from "../../room/engine/hooks.ts";
import type { Room } from "../../room/engine/room.ts";
import type { Moment, News, Texts } from "../../room/rooms/news.ts";
import { vibrate } from "../signals/participant.ts";
import { loadChime } from "../sounds/loader.ts";
import { clockText, deviceClock, leftText, runningAt, soonText } from "./clock.ts";
import { LABELS } from "./labels.ts";

export const timing: InRoom = {
  mounts: {
    "timing/band": mountBand,
    "timing/chime": (element, room) => loadChime(element.firstElementChild as HTMLInputElement, room),
  },
  teller: timeNews,
};

function mountBand(element: HTMLElement, room: Room, words: Words) {
  let wasUp = false;

  function template() {
    const countdown = room.state.room.state === "live" ? runningAt(room.state.timing, room.now()) : null;
    if (countdown?.isUp && !wasUp) vibrate();
    wasUp = countdown?.isUp ?? false;
    element.hidden = !countdown;
    if (!countdown) return nothing;
    return countdown.now.kind === "break" ? breakLine(countdown, words) : activityLine(countdown, words);
  }

  return drawInto(element, template, together(every(1000), room.subscribe));
}

type Countdown = NonNullable<ReturnType<typeof runningAt>>;

function breakLine({ now, leftMs }: Countdown, words: Words) {
  const device = deviceClock(now.ends_at);
  const soon = soonText(leftMs);
  return html`<p>
      <strong>${words.say("Break until {time}", { time: clockText(now.clock, words.language) })}</strong>
      ${device === now.clock ? nothing : html`<span class="small">· ${words.say("on this device: {time}", { time: clockText(device, words.language) })}</span>`}
    </p>
    <p class="number">${soon ? words.say(soon) : words.say("{n} min", { n: Math.ceil(leftMs / 60_000) })}</p>`;
}

function activityLine({ now, leftMs, isUp }: Countdown, words: Words) {
  return html`<p>${words.say(LABELS[now.label])}</p>
    <p class="band-time number" role="timer">${isUp ? words.say("Time is up") : leftText(leftMs, words.language)}</p>`;
}

/** Announces the start of a countdown or break once, and never the seconds that are left. */
function timeNews(before: Moment, now: Moment, { deck }: Texts): News {
  const [earlier, current] = [before.state.timing?.now, now.state.timing?.now];
  if (!current || earlier?.started_at === current.started_at) return [];
  if (current.kind !== "break") return [[LABELS[current.label], {}]];
  const time = deck ? clockText(current.clock, deck.language) : current.clock;
  return [[msg("Break until {time}"), { time }]];
}
