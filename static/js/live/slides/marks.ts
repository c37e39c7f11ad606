/** Marks the tiles of slides: the one that is shown now, polls and how far they are, and what is hidden. */

import { html, render } from "lit-html";

import type { PollView } from "../../room/engine/types.ts";
import type { Lectern } from "../console/lectern.ts";
import { stateName } from "../polls/console/states.ts";
import { HIDDEN } from "./names.ts";
import { isHidden } from "./shown.ts";

/** @param tiles by the number of the slide; each has a `[data-part="marks"]` */
export function mountMarks(tiles: HTMLElement[], lectern: Lectern) {
  const { room, words } = lectern;

  function redraw() {
    const { polls } = room.state;
    tiles.forEach((tile, slide) => {
      tile.dataset.hidden = String(isHidden(room.state, slide));
      const marks = tile.querySelector('[data-part="marks"]') as HTMLElement | null;
      if (marks) render(marksOf(slide, polls.filter((poll) => poll.slide === slide)), marks);
    });
  }

  function marksOf(slide: number, polls: PollView[]) {
    const isNow = slide === room.state.room.slide;
    return [
      isNow ? html`<span class="badge live">${words.say("Shown now")}</span>` : "",
      ...polls.map((poll) => html`<span class="badge ${poll.state === "open" ? "live" : ""}">${pollWords(poll)}</span>`),
      isHidden(room.state, slide) ? html`<span class="badge slide-mark-hidden">${words.say(HIDDEN)}</span>` : "",
    ];
  }

  function pollWords(poll: PollView) {
    const kind = words.say(poll.quiz ? "Quiz" : "Poll");
    return [poll.round ? words.say("Second round") : kind, words.say(stateName(poll))].join(" · ");
  }

  redraw();
  return lectern.onChange(redraw);
}
