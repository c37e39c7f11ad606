/** Says who presents now, and lets a host take over: at once, or by a second press while the presenter is here. */

import type { Lectern } from "../../live/console/lectern.ts";
import type { Person } from "../engine/types.ts";

export interface Floor {
  /** Runs `act`, taking over first if somebody else presents. */
  claim: (act: () => void) => void;
  take: () => void;
  view: () => FloorView;
}

export interface FloorView {
  holder: Person | null;
  isMine: boolean;
  /** The person to whom the floor is offered. */
  offered: Person | null;
  /** The floor is offered to this member. */
  isForMe: boolean;
  /** The presenter has been away too long to be asked. */
  isGone: boolean;
  /** The button was pressed once: the next press takes over. */
  isAsked: boolean;
  /** The other people who may present and are here. */
  others: Person[];
}

// When the server calls somebody "lost", the silence has already lasted nine seconds.
const LOST_AFTER_MS = 9_000;
// A presenter who has been away longer is not asked.
const PATIENCE_MS = 30_000;
const CONTROL = "floor";
const PRESENTING = ["host", "presenter"];

export function createFloor(lectern: Lectern): Floor {
  const absence = createAbsence(lectern.now);

  function view(): FloorView {
    const { floor, people, me } = lectern.room.state;
    const members = people?.members ?? [];
    const personOf = (number: number | null | undefined) =>
      members.find((person) => person.member === number) ?? null;
    const holder = personOf(floor?.holder);
    return {
      holder,
      isMine: holder?.member === me.member,
      offered: personOf(floor?.offered),
      isForMe: floor?.offered === me.member,
      isGone: absence.isLong(holder),
      isAsked: lectern.twice.isAsked(CONTROL),
      others: members.filter(
        (person) => person.member !== me.member && person.state !== "away" && PRESENTING.includes(person.role),
      ),
    };
  }

  function claim(act: () => void) {
    const { holder, isMine, isGone, isForMe } = view();
    if (!holder || isMine) return act();
    if (!isGone && !isForMe && !lectern.twice.press(CONTROL)) return;
    void lectern.act(CONTROL, "floor.take", { holder: holder.member });
    // The order is safe: the server runs one client's commands in the order in which they were sent.
    act();
  }

  function take() {
    const { holder, isMine } = view();
    if (isMine) return;
    if (holder) claim(() => {});
    else void lectern.act(CONTROL, "floor.take", { holder: null });
  }

  return { claim, take, view };
}

/** Measures how long somebody has been silent, as far as this page has seen. */
export function createAbsence(now: () => number) {
  let member = 0;
  let silentSince = 0;

  return {
    isLong(person: Person | null) {
      if (!person || person.state === "here") {
        member = 0;
        return false;
      }
      if (person.state === "away") return true;
      if (person.member !== member) [member, silentSince] = [person.member, now() - LOST_AFTER_MS];
      return now() - silentSince >= PATIENCE_MS;
    },
  };
}
