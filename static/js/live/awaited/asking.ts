/** Asks the server who has not answered yet, now and then while a host looks at it. No DOM. */

import type { Room } from "../../room/engine/room.ts";

/** The server's answer: `AwaitedView` of `webinar/live/awaited/wire.py`. */
export interface AwaitedView {
  here: number;
  members: number[];
  more: number;
  halls: { hall: string; people: number; hands: number }[];
}

/** What is asked about. The queries are named after the things. */
export type Question = { poll: string } | { step: number };

// Answers may come many times a second, and a host reads a list only so fast.
const PAUSE_MS = 3000;

export interface Asking {
  /**
   * Returns the newest answer to this question, or null. Asks again if `stamp`, which stands for all that may
   * change the answer, is another one. Those who have answered since are not counted any more, but still listed.
   * @param answered how many people have answered
   */
  look: (question: Question, answered: number, stamp: string) => AwaitedView | null;
}

interface Answered {
  stamp: string;
  /** When the server was last asked, in ms. */
  askedAt: number;
  isUnderWay: boolean;
  /** Whether a timer will call for another look. */
  isPausing: boolean;
  view: AwaitedView | null;
  /** How many people had answered when the view was asked for. */
  answeredInView: number;
}

/** @param onChange called to look again: an answer has arrived, or the pause in which another change came is over */
export function createAsking(room: Pick<Room, "ask" | "connection" | "now">, onChange: () => void): Asking {
  const questions = new Map<string, Answered>();

  async function ask(question: Question, answered: number, known: Answered) {
    known.isUnderWay = true;
    known.askedAt = room.now();
    const answer = "poll" in question ? await room.ask("awaited.poll", question) : await room.ask("awaited.step", question);
    known.isUnderWay = false;
    if (answer?.ok) [known.view, known.answeredInView] = [answer.awaited, answered];
    // Without an answer, a later look asks again.
    else known.stamp = "";
    onChange();
  }

  /** If nothing else changes, nobody would look again, and the last answers would never be counted. */
  function lookAfter(pauseMs: number, known: Answered) {
    if (known.isPausing) return;
    known.isPausing = true;
    setTimeout(() => {
      known.isPausing = false;
      onChange();
    }, pauseMs);
  }

  return {
    look(question, answered, stamp) {
      const key = JSON.stringify(question);
      const known = questions.get(key) ?? { stamp: "", askedAt: -Infinity, isUnderWay: false, isPausing: false, view: null, answeredInView: 0 };
      questions.set(key, known);
      const mayAsk = stamp !== known.stamp && !known.isUnderWay && room.connection === "connected";
      const pauseMs = known.askedAt + PAUSE_MS - room.now();
      if (mayAsk && pauseMs > 0) lookAfter(pauseMs, known);
      else if (mayAsk) {
        known.stamp = stamp;
        void ask(question, answered, known);
      }
      return current(known, answered);
    },
  };
}

function current({ view, answeredInView }: Answered, answered: number): AwaitedView | null {
  return view && { ...view, here: Math.max(0, view.here - Math.max(0, answered - answeredInView)) };
}
