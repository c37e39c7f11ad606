/** Moves the session by Back, Next and the list of slides. */

import type { Floor } from "../../room/floor/floor.ts";
import { setText } from "../../kit/dom.ts";
import { submitterOf } from "../../kit/events.ts";
import { LINK_LACKS } from "../../room/rooms/host_link.ts";
import { positionOf } from "../slides/items.ts";
import { close } from "./dialogs.ts";
import type { Lectern } from "./lectern.ts";
import { createMove, type Move } from "./moves.ts";

/**
 * A member who may not move the slides has no Back and Next, and the list only shows the current slide.
 *
 * @param element contains the forms for Back and Next
 * @param list the form with one button `slide` for each slide
 */
export function mountMove(element: HTMLElement, list: HTMLElement | null, lectern: Lectern, floor: Floor) {
  const part = (name: string) =>
    element.querySelector(`[data-part="${name}"]`) as HTMLElement | null;
  const [back, next] = [part("back"), part("next")];
  const [position, refusal, link] = [part("position"), part("refusal"), part("moveLink")];
  const ownMove = createMove(lectern.room, (answer) => lectern.note("move", answer));
  const buttons = [...(list?.querySelectorAll("[name='slide']") ?? [])] as HTMLButtonElement[];
  const may = lectern.may("slide.go");
  /** Moving takes the floor first if somebody else has it. */
  const move: Move = {
    isPossible: (step) => may && ownMove.isPossible(step),
    to: (slide) => may && floor.claim(() => ownMove.to(slide)),
    by: (step) => move.isPossible(step) && floor.claim(() => ownMove.by(step)),
  };

  back?.addEventListener("submit", (event) => (event.preventDefault(), move.by(-1)));
  next?.addEventListener("submit", (event) => (event.preventDefault(), move.by(1)));
  list?.addEventListener("submit", (event) => {
    event.preventDefault();
    move.to(Number(submitterOf(event)?.value));
    close("slides-dialog");
  });

  function redraw() {
    const { slide } = lectern.room.state.room;
    if (back) setOff(back, !move.isPossible(-1));
    if (next) setOff(next, !move.isPossible(1));
    const lack = LINK_LACKS[lectern.room.connection];
    setText(link, lack ? lectern.words.say(lack) : "");
    next?.toggleAttribute("data-unlinked", Boolean(lack));
    setText(position, positionOf(lectern.room.state, lectern.words));
    if (refusal) refusal.textContent = lectern.refusalOf("move");
    for (const button of buttons) {
      const isCurrent = Number(button.value) === slide;
      // The list opens at the current slide.
      button.autofocus = isCurrent;
      if (isCurrent) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
      button.setAttribute("aria-disabled", String(!lectern.isReady || !may));
    }
  }

  redraw();
  const unsubscribe = lectern.onChange(redraw);
  return { move, unmount: unsubscribe };
}

function setOff(form: HTMLElement, isOff: boolean) {
  const button = form.querySelector("button");
  if (!button) return;
  // The page's HTML has the button disabled: before this script, a press would have loaded the page again.
  button.disabled = false;
  button.setAttribute("aria-disabled", String(isOff));
}
