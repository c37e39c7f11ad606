/** Measures how long the session has spent in each part of its programme, against the plan. */

import { setText } from "../../kit/dom.ts";
import { every, together } from "../../kit/subscriptions.ts";
import type { PlanView } from "../../room/engine/types.ts";
import { partAt } from "../slides/decks.ts";
import { HIDDEN } from "../slides/names.ts";
import { shownParts } from "../slides/shown_plan.ts";
import type { Lectern } from "./lectern.ts";

export interface PlanClock {
  /** The present part, counted from 0. */
  here: () => number;
  /** The milliseconds so far. */
  spent: (part: number) => number;
  /** The slides at which the session has been since its start, outside breaks; null if this member gets no plan. */
  seen: () => ReadonlySet<number> | null;
}

/**
 * Counts on between snapshots, which contain the time spent, and the slides seen, up to them.
 * @param now milliseconds by the server's clock
 */
export function createPlanClock(room: Pick<Lectern["room"], "state" | "subscribe">, now: () => number): PlanClock {
  let plan: PlanView | null = null;
  let spent: number[] = [];
  let seen = new Set<number>();
  let [countedSince, currentPart, isRunning] = [0, 0, false];
  const part = () => partAt(room.state.room.parts, room.state.room.slide);
  // A break belongs to no part.
  const isGoing = () => room.state.room.state === "live" && room.state.timing?.now?.kind !== "break";

  function read() {
    const { state } = room;
    if (state.plan !== plan) {
      plan = state.plan;
      spent = plan?.parts.map((planned) => planned.spent * 1000) ?? [];
      seen = new Set(plan?.seen);
      countedSince = Date.parse(state.now);
    } else if (part() !== currentPart || isGoing() !== isRunning) {
      if (isRunning) spent[currentPart] += now() - countedSince;
      countedSince = now();
    }
    [currentPart, isRunning] = [part(), isGoing()];
    if (isRunning) seen.add(room.state.room.slide);
  }

  read();
  room.subscribe(read);
  return {
    here: () => currentPart,
    spent: (index) => (spent[index] ?? 0) + (isRunning && index === currentPart ? Math.max(0, now() - countedSince) : 0),
    seen: () => (plan ? seen : null),
  };
}

/**
 * Writes into the list of slides how long each part took, and into the bar how the present part stands.
 *
 * @param list has one `[data-plan]` for each part
 */
export function mountPlan(bar: HTMLElement, list: HTMLElement, lectern: Lectern) {
  const clock = createPlanClock(lectern.room, lectern.now);
  const places = [...list.querySelectorAll("[data-plan]")] as HTMLElement[];

  function draw() {
    const parts = shownParts(lectern.room.state);
    places.forEach((place, index) => {
      const part = parts[index];
      setText(place, part?.isHidden ? lectern.words.say(HIDDEN) : spentWords(index, part?.minutes ?? 0));
    });
    const part = parts[clock.here()];
    const isShown = parts.length > 1 && part !== undefined && lectern.room.state.room.state === "live";
    bar.hidden = !isShown;
    if (!isShown) return;
    setText(bar, `${part.title}: ${spentWords(clock.here(), part.minutes)}`);
    bar.dataset.pace = clock.spent(clock.here()) > part.minutes * 60_000 ? "behind" : "fine";
  }

  function spentWords(part: number, minutes: number) {
    const n = Math.floor(clock.spent(part) / 60_000);
    return lectern.words.say("{n} of {all} min", { n, all: minutes });
  }

  draw();
  return together(every(1000), lectern.onChange)(draw);
}
