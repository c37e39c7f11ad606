// @ts-check
/** Moving the session from slide to slide; for the console and for the stage. No DOM. */

/** @typedef {import("../live/types.js").Answer} Answer */
/** @typedef {Pick<import("../live/room.js").Room, "state" | "connection" | "waiting" | "send">} MovingRoom */

/**
 * @param {MovingRoom} room
 * @param {(answer: Answer) => void} [onAnswer]
 */
export function createMove(room, onAnswer = () => {}) {
  /** Where the session goes once every press so far is done: quick presses add up. */
  function target() {
    const [waiting] = room.waiting.filter((entry) => entry.command === "slide.go").slice(-1);
    return /** @type {number} */ (waiting?.fields.slide ?? room.state.room.slide);
  }

  /** @param {number} step */
  function isPossible(step) {
    const to = target() + step;
    return room.connection === "connected" && to >= 0 && to < room.state.room.slides;
  }

  /** @param {number} slide */
  function to(slide) {
    if (room.connection !== "connected" || slide === target()) return;
    void room.send("slide.go", { slide }).then(onAnswer);
  }

  /** @param {number} step */
  function by(step) {
    if (isPossible(step)) to(target() + step);
  }

  return { isPossible, to, by };
}

/**
 * @typedef {object} Move
 * @property {(step: number) => boolean} isPossible
 * @property {(slide: number) => void} to
 * @property {(step: number) => void} by
 */
