/** Moves the session from slide to slide, past those that are hidden, and within a slide from item to item. No DOM. */

import type { Room } from "../../room/engine/room.ts";
import type { Answer } from "../../room/engine/types.ts";
import { itemsOf } from "../slides/items.ts";
import { shownBeside } from "../slides/shown.ts";

type MovingRoom = Pick<Room, "state" | "connection" | "waiting" | "send">;

/** `revealed` counts the shown items of a slide that reveals its lists item by item. */
type Place = { slide: number; revealed: number };

export function createMove(room: MovingRoom, onAnswer: (answer: Answer) => void = () => {}) {
  const items = (slide: number) => itemsOf(room.state, slide);

  /** Returns the place after all presses so far are done: quick presses add up. */
  function target(): Place {
    const [lastEntry] = room.waiting.filter((entry) => entry.command === "slide.go").slice(-1);
    const { slide, revealed } = (lastEntry?.fields ?? room.state.room) as Partial<Place> & { slide: number };
    return { slide, revealed: revealed ?? items(slide) };
  }

  /** Returns the place one step on or back: the next item, or after the last one the next slide; undefined at the end. */
  function after(step: number): Place | undefined {
    const { slide, revealed } = target();
    const next = revealed + step;
    if (next >= 0 && next <= items(slide)) return { slide, revealed: next };
    const beside = shownBeside(room.state, slide, step);
    // A slide to which the presenter returns shows everything: it has been talked about.
    return beside === undefined ? undefined : { slide: beside, revealed: step > 0 ? 0 : items(beside) };
  }

  const mayMove = () => room.connection === "connected" && room.state.room.state !== "ended";

  const isPossible = (step: number) => mayMove() && after(step) !== undefined;

  function go({ slide, revealed }: Place) {
    if (!mayMove()) return;
    void room.send("slide.go", items(slide) ? { slide, revealed } : { slide }).then(onAnswer);
  }

  function to(slide: number) {
    const current = target().slide;
    if (slide !== current) go({ slide, revealed: slide > current ? 0 : items(slide) });
  }

  function by(step: number) {
    const place = after(step);
    if (place) go(place);
  }

  return { isPossible, to, by };
}

/** A step is 1 for the next slide that is shown, -1 for the one before. */
export interface Move {
  isPossible: (step: number) => boolean;
  to: (slide: number) => void;
  by: (step: number) => void;
}
