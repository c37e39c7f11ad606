// @ts-check
/** The countdown or break that runs, at the foot of a participant's room. */

import { html, nothing } from "lit-html";

import { every, together } from "../lib/subscribing.js";
import { drawInto } from "../lib/view.js";
import { vibrate } from "../signals/participant.js";
import { clockText, deviceClock, leftText, runningAt, soonKey } from "./clock.js";

/** @typedef {import("../live/room.js").Room} Room */
/** @typedef {import("../lib/words.js").Words} Words */

/** @type {import("../live/hooks.js").InRoom} */
export const timing = {
  mounts: { "timing/band": mountBand },
  teller: timeNews,
};

/** @param {HTMLElement} element @param {Room} room @param {Words} words */
function mountBand(element, room, words) {
  let wasUp = false;

  function template() {
    const found = room.state.room.state === "live" ? runningAt(room.state.timing, room.now()) : null;
    if (found?.isUp && !wasUp) vibrate();
    wasUp = found?.isUp ?? false;
    element.hidden = !found;
    if (!found) return nothing;
    return found.now.kind === "break" ? breakLine(found, words) : activityLine(found, words);
  }

  return drawInto(element, template, together(every(1000), room.subscribe));
}

/** @typedef {NonNullable<ReturnType<typeof runningAt>>} Found */

/** @param {Found} found @param {Words} words */
function breakLine({ now, left }, words) {
  const device = deviceClock(now.ends_at);
  const soon = soonKey(left);
  return html`<p>
      <strong>${words.say("timing.until", { time: clockText(now.clock, words.language) })}</strong>
      ${device === now.clock ? nothing : html`<span class="small">· ${words.say("timing.device", { time: clockText(device, words.language) })}</span>`}
    </p>
    <p class="number">${soon ? words.say(soon) : words.say("timing.min", { n: Math.ceil(left / 60_000) })}</p>`;
}

/** @param {Found} found @param {Words} words */
function activityLine({ now, left, isUp }, words) {
  return html`<p>${words.say(`timing.label.${now.label}`)}</p>
    <p class="band-time number" role="timer">${isUp ? words.say("timing.up") : leftText(left, words.language)}</p>`;
}

/** What has begun is said once; the seconds are not. @type {import("../rooms/news.js").Teller} */
function timeNews(before, now) {
  const [was, is] = [before.state.timing?.now, now.state.timing?.now];
  if (!is || was?.started_at === is.started_at) return [];
  return is.kind === "break" ? [["timing.until", { time: is.clock }]] : [[`timing.label.${is.label}`, {}]];
}
