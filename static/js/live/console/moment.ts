/** Draws the card of the moment: the one thing that waits for the presenter now, with its main button first. */

import { html, nothing } from "lit-html";

import { announce } from "../../kit/dom.ts";
import { every, together } from "../../kit/subscriptions.ts";
import { drawInto } from "../../kit/view.ts";
import { msg } from "../../kit/words.ts";
import type { Moment } from "../../room/engine/hooks.ts";
import { LINK_LACKS } from "../../room/rooms/host_link.ts";
import { FEATURES } from "./features.ts";
import type { Lectern } from "./lectern.ts";
import type { Texts } from "./view.ts";

const IDLE = {
  planned: msg("Polls open and steps are put to everyone once the session has started."),
  live: msg("Nothing is waiting for you."),
  ended: msg("The session has ended."),
};
// A press that was begun before the presenter saw the buttons change must not do what they mean since then.
const SLIP_MS = 700;
const SLIPPED = msg("The buttons had just changed. Press again.");
const URGENCIES = ["now", "next", "soon", "done"];

export function mountMoment(element: HTMLElement, lectern: Lectern, texts: Texts) {
  const { words, room } = lectern;
  /** The moment that the presenter has chosen instead of the most urgent one, until something new comes. */
  let chosen: { key: string; among: string } | null = null;
  let redraw = () => {};
  let shownKey = "";
  let meaning = "";
  /** When a frame first showed these buttons, by the clock of events; on a slow machine long after they were drawn. */
  let seenSinceMs = Infinity;
  /** A press was refused as a slip since the buttons changed. */
  let hasSlipped = false;

  /**
   * Notes since when the presenter has seen what the buttons mean now. A feature may give the same moment other
   * buttons, as a hand that has got the floor.
   */
  function noteMeaning() {
    const buttons = element.querySelectorAll(".moment-act [data-act]") as NodeListOf<HTMLElement>;
    const now = [shownKey, ...[...buttons].map(({ dataset }) => dataset.act)].join(" ");
    if (now === meaning) return;
    meaning = now;
    seenSinceMs = Infinity;
    requestAnimationFrame(() => {
      if (meaning === now) seenSinceMs = performance.now();
    });
    hasSlipped = false;
  }

  /** Moves the focus from the place of a button that has gone to the main button of what is shown now. */
  function followFocus() {
    const act = element.querySelector(".moment-act");
    const focused = document.activeElement;
    if (!focused || !act?.contains(focused) || focused.matches("button, select")) return;
    act.querySelector("button")?.focus({ preventScroll: true });
  }

  const refuseSlip = {
    capture: true,
    handleEvent(event: Event) {
      const isSlip = event.timeStamp - seenSinceMs < SLIP_MS;
      if (isSlip) event.stopPropagation();
      if (isSlip === hasSlipped) return;
      hasSlipped = isSlip;
      if (isSlip) announce(words.say(SLIPPED));
      redraw();
    },
  };

  function template() {
    const moments = inOrder(FEATURES.flatMap(({ moment }) => moment?.(lectern, texts) ?? []));
    const among = moments.map(({ key }) => key).join(" ");
    if (chosen?.among !== among) chosen = null;
    const shown = moments.find(({ key }) => key === chosen?.key) ?? moments[0];
    const others = moments.filter((moment) => moment !== shown);
    shownKey = shown?.key ?? "";
    return html`${card(shown)}
      ${others.length ? html`<div class="moment-others">${others.map((other) => choice(other, among))}</div>` : nothing}`;
  }

  function choice({ key, name }: Moment, among: string) {
    const choose = () => {
      chosen = { key, among };
      redraw();
      element.querySelector<HTMLElement>(".moment-act button")?.focus({ preventScroll: true });
    };
    return html`<button type="button" class="button plain" @click=${choose}>${name}</button>`;
  }

  function card(moment: Moment | undefined) {
    const idle = words.say(IDLE[room.state.room.state]);
    const { urgency = "done", kind = "", title = idle, state = nothing, act = nothing, more = nothing } = moment ?? {};
    return html`<article class="moment" data-urgency=${urgency} ?data-grows=${moment?.more !== undefined} tabindex="0" data-scrolls aria-labelledby="moment-title">
      <p class="moment-kind">${kind}</p>
      <h3 class="moment-title" dir="auto">${title}</h3>
      <p class="moment-state number">${hasSlipped ? html`<strong>${words.say(SLIPPED)}</strong>` : withLink(state)}</p>
      <div class="moment-act" @click=${refuseSlip}>${act}</div>
      <div class="moment-more">${more}</div>
    </article>`;
  }

  /** Puts before the state, while the link is down, why the buttons are off. */
  function withLink(state: unknown) {
    const lack = LINK_LACKS[room.connection];
    return lack ? html`<strong class="moment-link">${words.say(lack)}</strong>${state === nothing ? nothing : html` · ${state}`}` : state;
  }

  const stop = drawInto(element, template, (draw) => {
    redraw = () => {
      draw();
      noteMeaning();
      followFocus();
    };
    return together(every(1000), lectern.onChange, texts.decks.subscribe)(redraw);
  });
  noteMeaning();
  return stop;
}

/**
 * Sorts by urgency; of the same urgency, the earlier feature stays first. What the stage shows comes before all that
 * it could show instead, so that the card and the picture beside it never differ; a mere result waits behind what
 * still asks something of the presenter.
 */
export function inOrder<M extends Pick<Moment, "urgency" | "isOnStage" | "coversStage">>(moments: M[]): M[] {
  const sorted = URGENCIES.flatMap((level) => moments.filter(({ urgency }) => urgency === level));
  const shown = sorted.find(({ coversStage }) => coversStage) ?? sorted.find(({ isOnStage, urgency }) => isOnStage && urgency !== "done");
  const rival = sorted.findIndex(({ isOnStage }) => isOnStage !== undefined);
  if (!shown || rival < 0 || sorted.indexOf(shown) < rival) return sorted;
  const others = sorted.filter((moment) => moment !== shown);
  return [...others.slice(0, rival), shown, ...others.slice(rival)];
}
