/** Moves the session from slide to slide, for the console and the stage. No DOM. */

import type { Room } from "../../room/engine/room.ts";
import type { Answer } from "../../room/engine/types.ts";

type MovingRoom = Pick<Room, "state" | "connection" | "waiting" | "send">;

export function createMove(room: MovingRoom, onAnswer: (answer: Answer) => void = () => {}) {
  /** Returns the slide after all presses so far are done: quick presses add up. */
  function target() {
    const [lastEntry] = room.waiting.filter((entry) => entry.command === "slide.go").slice(-1);
    return (lastEntry?.fields.slide ?? room.state.room.slide) as number;
  }

  function isPossible(step: number) {
    const slide = target() + step;
    return room.connection === "connected" && slide >= 0 && slide < room.state.room.slides;
  }

  function to(slide: number) {
    if (room.connection !== "connected" || slide === target()) return;
    void room.send("slide.go", { slide }).then(onAnswer);
  }

  function by(step: number) {
    if (isPossible(step)) to(target() + step);
  }

  return { isPossible, to, by };
}

export interface Move {
  isPossible: (step: number) => boolean;
  to: (slide: number) => void;
  by: (step: number) => void;
}
