// @ts-check
/** Who presents now, and how one takes over: at once, or by a second press while the other is here. */

/** @typedef {import("../console/lectern.js").Lectern} Lectern */
/** @typedef {import("../live/types.js").Person} Person */
/**
 * @typedef {object} Floor
 * @property {(act: () => void) => void} claim  does it, taking over first where somebody else presents
 * @property {() => void} take
 * @property {() => FloorView} view
 *
 * @typedef {object} FloorView
 * @property {Person | null} holder
 * @property {boolean} isMine
 * @property {Person | null} offered  to whom the floor is offered
 * @property {boolean} isForMe  it is offered to me
 * @property {boolean} isGone  who presents has been away for too long to be asked
 * @property {boolean} isAsked  pressed once: the next press takes over
 * @property {Person[]} others  who else may present and is here
 */

// Silence that is called "lost" has lasted for nine seconds by then.
const LOST_AFTER = 9_000;
// Who has been away for longer is not asked.
const PATIENCE = 30_000;
const CONTROL = "floor";
const PRESENTING = ["host", "presenter"];

/** @param {Lectern} lectern @returns {Floor} */
export function createFloor(lectern) {
  const absence = createAbsence(lectern.now);

  /** @returns {FloorView} */
  function view() {
    const { floor, people, me } = lectern.room.state;
    const members = people?.members ?? [];
    const of = (/** @type {number | null | undefined} */ number) =>
      members.find((person) => person.member === number) ?? null;
    const holder = of(floor?.holder);
    return {
      holder,
      isMine: holder?.member === me.member,
      offered: of(floor?.offered),
      isForMe: floor?.offered === me.member,
      isGone: absence.isLong(holder),
      isAsked: lectern.twice.isAsked(CONTROL),
      others: members.filter(
        (person) => person.member !== me.member && person.state !== "away" && PRESENTING.includes(person.role),
      ),
    };
  }

  /** @param {() => void} act */
  function claim(act) {
    const { holder, isMine, isGone, isForMe } = view();
    if (!holder || isMine) return act();
    if (!isGone && !isForMe && !lectern.twice.press(CONTROL)) return;
    void lectern.act(CONTROL, "floor.take", { holder: holder.member });
    // In order: the server does one client's commands as they were sent.
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

/**
 * How long somebody has been silent, as far as this page has seen it.
 *
 * @param {() => number} now
 */
export function createAbsence(now) {
  let member = 0;
  let since = 0;

  return {
    /** @param {Person | null} person */
    isLong(person) {
      if (!person || person.state === "here") {
        member = 0;
        return false;
      }
      if (person.state === "away") return true;
      if (person.member !== member) [member, since] = [person.member, now() - LOST_AFTER];
      return now() - since >= PATIENCE;
    },
  };
}
