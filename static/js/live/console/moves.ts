/** Moves the session from slide to slide, past those that are hidden, for the console and the stage. No DOM. */

import type { Room } from "../../room/engine/room.ts";
import type { Answer } from "../../room/engine/types.ts";
import { shownBeside } from "../slides/shown.ts";

type MovingRoom = Pick<Room, "state" | "connection" | "waiting" | "send">;

export function createMove(room: MovingRoom, onAnswer: (answer: Answer) => void = () => {}) {
  /** Returns the slide after all presses so far are done: quick presses add up. */
  function target() {
    const [lastEntry] = room.waiting.filter((entry) => entry.command === "slide.go").slice(-1);
    return (lastEntry?.fields.slide ?? room.state.room.slide) as number;
  }

  const reached = (step: number) => shownBeside(room.state, target(), step);
  const isPossible = (step: number) => room.connection === "connected" && reached(step) !== undefined;

  function to(slide: number) {
    if (room.connection !== "connected" || slide === target()) return;
    void room.send("slide.go", { slide }).then(onAnswer);
  }

  function by(step: number) {
    const slide = reached(step);
    if (slide !== undefined) to(slide);
  }

  return { isPossible, to, by };
}

/** A step is 1 for the next slide that is shown, -1 for the one before. */
export interface Move {
  isPossible: (step: number) => boolean;
  to: (slide: number) => void;
  by: (step: number) => void;
}
