/**
 * Offers, at the foot of the room, to catch up after coming late or being away: one tap goes through what was
 * missed. The server is asked once everything else has loaded, and after each absence.
 */

import { html, nothing } from "lit-html";
import { keepFocus } from "../../kit/dom.ts";
import { drawInto } from "../../kit/view.ts";
import { msg, msgIn, type Words } from "../../kit/words.ts";
import type { InRoom, Shared } from "../../room/engine/hooks.ts";
import type { Room } from "../../room/engine/room.ts";
import { stopsOf, type Missed } from "./missed_slides.ts";

// Shorter than what the server calls an absence. The server decides; this only saves requests.
const GONE_MS = 50_000;

export const catchup: InRoom = { mounts: { "catchup/band": mountBand } };

function mountBand(element: HTMLElement, room: Room, words: Words, { screen, guide }: Shared) {
  let missed: Missed | null = null;
  /** The index of the stop in view; -1 before the first. */
  let position = -1;
  let isAsked = false;
  let lostAt: number | null = null;
  const stops = () => (missed ? stopsOf(missed) : []);

  const openPolls = () => guide.places.find(({ name }) => name === "polls")?.count?.(room.state) ?? 0;

  async function ask() {
    isAsked = true;
    const answer = await room.ask("catchup.look", {});
    if (!answer?.ok) {
      isAsked = answer !== null;
      return;
    }
    missed = answer.missed;
    position = -1;
    screen.redraw();
  }

  function watch() {
    if (room.connection !== "connected") {
      if (isAsked) lostAt ??= room.now();
      return;
    }
    const wasGone = lostAt !== null && room.now() - lostAt >= GONE_MS;
    lostAt = null;
    // A participant who is catching up just now continues undisturbed.
    if (wasGone && position < 0) isAsked = false;
    if (!isAsked && room.state.room.state === "live") void ask();
  }

  function go(next: number) {
    position = next;
    screen.go("slides");
    screen.look(stops()[position] ?? 0);
    scrollTo(0, 0);
  }

  function end(skipped: boolean) {
    void room.send("catchup.done", { slides: stops().length, skipped });
    missed = null;
    if (!skipped) screen.follow();
    screen.redraw();
  }

  function template() {
    // What was missed can wait; an open poll cannot.
    const isHidden = !missed || (position < 0 && openPolls() > 0);
    keepFocus(element, () => (element.hidden = isHidden));
    element.toggleAttribute("data-begun", position >= 0);
    if (!missed) return nothing;
    return position < 0 ? offer(missed) : walk();
  }

  function offer({ slides, polls, minutes }: Missed) {
    const what = [
      slides.length ? words.say(msg("{n} slide", "{n} slides"), { n: slides.length }) : "",
      polls.length ? words.say(msg("{n} poll", "{n} polls"), { n: polls.length }) : "",
    ];
    return html`<p>
        ${words.say("Missed: {what}", { what: what.filter(Boolean).join(" + ") })}
        <bdi class="catchup-minutes">(${words.say(msg("about {n} minute", "about {n} minutes"), { n: minutes })})</bdi>
      </p>
      <div class="row">
        <button class="button" type="button" @click=${() => (stops().length ? go(0) : toPolls())}>${words.say(msgIn("what was missed", "See"))}</button>
        <button class="button plain" type="button" @click=${() => end(true)}>${words.say("Not now")}</button>
      </div>`;
  }

  function toPolls() {
    screen.go("polls");
    end(false);
  }

  function walk() {
    const allStops = stops();
    const isLast = position >= allStops.length - 1;
    const title = (slide: number) => screen.deck?.slides[slide]?.title ?? "";
    return html`<details class="catchup-list">
        <summary class="number">
          ${words.say(msgIn("a slide that was missed", "Missed: {n} of {all}"), { n: position + 1, all: allStops.length })}
        </summary>
        <ol aria-label=${words.say("Everything that you missed")}>
          ${allStops.map(
            (slide, index) => html`<li>
              <button class="button plain" type="button" aria-current=${index === position ? "true" : "false"} @click=${() => go(index)}>
                <span class="number">${words.number(slide + 1)}</span> <bdi>${title(slide)}</bdi>
              </button>
            </li>`,
          )}
        </ol>
        ${missed?.polls.some(({ slide }) => slide === null)
          ? html`<p class="small">${words.say("Polls without a slide are under “Poll”.")}</p>`
          : nothing}
      </details>
      <button class="button" type="button" @click=${() => (isLast ? end(false) : go(position + 1))}>
        ${words.say(isLast ? "Done, back to the presenter" : "Next one")}
      </button>`;
  }

  const stopFunctions = [drawInto(element, template, screen.subscribe), room.subscribe(watch)];
  watch();
  return () => stopFunctions.forEach((stop) => stop());
}
