/** Says in one line what another host has just done: several people may hold a session together. */

import { html, nothing } from "lit-html";

import { announce } from "../../kit/dom.ts";
import { every, together } from "../../kit/subscriptions.ts";
import { isolated } from "../../kit/texts.ts";
import { drawInto } from "../../kit/view.ts";
import { msg, type Msg } from "../../kit/words.ts";
import type { Snapshot } from "../../room/engine/types.ts";
import { FEATURES } from "./features.ts";
import { otherHosts } from "./hosts.ts";
import type { Lectern } from "./lectern.ts";

const KEPT_MS = 60_000;

const ACTS: Record<string, Msg | undefined> = Object.assign(
  {
    "room.started": msg("{name} started the session"),
    "slide.moved": msg("{name} moved to another slide"),
    "stage.shown": msg("{name} changed what the stage shows"),
  },
  ...FEATURES.map(({ acts }) => acts),
);
// The floor's line, the polls and the slide itself are announced anyway.
const IS_ANNOUNCED = /^(?!slide\.|poll\.|room\.)/;

/** Returns the words for the act of somebody else, or "". */
export function actText({ words }: Pick<Lectern, "words">, { acts, me, people }: Pick<Snapshot, "acts" | "me" | "people">) {
  const text = acts && acts.member !== me.member ? ACTS[acts.act] : undefined;
  const person = people?.members.find(({ member }) => member === acts?.member);
  return text && person ? words.say(text, { name: isolated(person.name) }) : "";
}

/** Mounts the line. Its place is there as long as another host has a seat in the session, so that nothing moves. */
export function mountActs(element: HTMLElement, lectern: Lectern) {
  const { state } = lectern.room;
  let seen = state.acts;
  let seenAtMs = -KEPT_MS;

  function template() {
    const { state } = lectern.room;
    element.hidden = otherHosts(state).length === 0;
    if (state.acts !== seen) {
      seen = state.acts;
      seenAtMs = performance.now();
      if (seen && IS_ANNOUNCED.test(seen.act)) announce(actText(lectern, state));
    }
    const text = performance.now() - seenAtMs < KEPT_MS ? actText(lectern, state) : "";
    return html`${text || nothing}`;
  }

  return drawInto(element, template, together(every(5000), lectern.onChange));
}
