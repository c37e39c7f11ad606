/** Marks passages of the slide for everybody: a switch, taps on lines, and one button that clears all marks. */

import type { Lectern } from "../console/lectern.ts";
import { announce, byId } from "../../kit/dom.ts";
import { msg } from "../../kit/words.ts";
import { mountTool, placeIn } from "../pointer/slide_tool.ts";
import type { OnConsole } from "../../room/engine/hooks.ts";
import type { Marks, Spot } from "../../room/engine/wire.ts";
import { createMarking } from "./marking.ts";
import { marksToBe, toggled } from "./marks.ts";

export const marker: OnConsole = { start: (lectern) => mountMarker(byId("view"), lectern) };

const CONTROL = "marker.set";

/**
 * Mounts the marker. Hosts who do not move the slides have no switch, but see the marks.
 * @param element contains the switch, its hint, the slide and the button that clears
 */
function mountMarker(element: HTMLElement, lectern: Lectern) {
  const { room } = lectern;
  const [slide, clearButton] = ["now", "unmark"].map((name) => element.querySelector(`[data-part="${name}"]`) as HTMLElement);
  const drawMarks = createMarking(room, () => [placeIn(slide)]);
  /** The line that the arrow keys have chosen, which the space bar marks. */
  let chosen: (Spot & { element: Element }) | null = null;

  function set(marks: Marks | null) {
    if (!lectern.isReady) return;
    // Only the last of several quick presses has to travel.
    void room.send(CONTROL, { marks }, { about: "" }).then((answer) => lectern.note(CONTROL, answer));
  }

  function choose(next: typeof chosen) {
    chosen?.element.removeAttribute("data-chosen");
    next?.element.setAttribute("data-chosen", "");
    chosen = next;
  }

  function draw() {
    // The slide has changed, or its node was drawn again.
    if (chosen && (chosen.slide !== room.state.room.slide || !chosen.element.isConnected)) choose(null);
    drawMarks();
    if (!clearButton) return;
    clearButton.hidden = !marksToBe(room);
    clearButton.setAttribute("aria-disabled", String(!lectern.isReady));
  }

  clearButton?.addEventListener("click", () => {
    if (!lectern.isReady) return;
    set(null);
    // The button disappears under the focus.
    slide.focus();
  });
  const tool = {
    part: "mark",
    control: CONTROL,
    hint: msg("Tap lines, rows or pictures of the slide: they stay marked for everybody until you clear them or go on."),
    press: (spot: Spot) => set(toggled(marksToBe(room), spot)),
    current: () => chosen?.block ?? -1,
    step: (spot: Spot, element: Element) => {
      choose({ ...spot, element });
      announce((element.getAttribute("aria-label") ?? element.textContent ?? "").trim());
    },
    confirm: () => chosen && set(toggled(marksToBe(room), chosen)),
    leave: () => choose(null),
  };
  return mountTool(element, lectern, tool, draw);
}
