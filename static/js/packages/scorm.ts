// @ts-check
/**
 * A recorder that keeps progress in a SCORM platform. What 1.2 and 2004 have in common; what differs
 * is a dialect.
 *
 * The platform is told at every deed and every slide, and asked to keep it each time: a window may
 * be closed at any moment. The score and what follows from it are told only once nothing is left:
 * platforms compare any score with the mark, and would fail whoever goes away half-way.
 */

import { createProgress, nothingSaved } from "../player/progress.js";
import { placing } from "./placing.js";
import { standing } from "./standing.js";
import { decode, encode } from "./suspend.js";

/** @typedef {import("../player/types.js").Pack} Pack */
/** @typedef {import("../player/types.js").PackSlide} PackSlide */
/** @typedef {import("../player/types.js").Answered} Answered */
/** @typedef {import("../player/types.js").Recorder} Recorder */
/** @typedef {import("./standing.js").Standing} Standing */

/** @typedef {Record<string, (...given: string[]) => unknown>} Api what a platform offers */
/** @typedef {(field: string) => string} Get "" where there is nothing, or no such field */
/** @typedef {(field: string, value: string) => boolean} Put whether the platform took it */

/**
 * @typedef {object} Session
 * @property {Standing} standing
 * @property {number} seconds of study since it began
 * @property {boolean} isJudged whether status and score may be told
 * @property {string} status the best that the platform was told, in the dialect's own form
 *
 * @typedef {object} Dialect
 * @property {string} name under which a platform offers its API
 * @property {Record<"begin" | "end" | "get" | "put" | "commit" | "error", string>} calls
 * @property {{suspend: string, place: string}} fields
 * @property {number} room for progress, in characters
 * @property {(get: Get) => boolean} isJudged
 * @property {(get: Get) => string} status
 * @property {(put: Put, session: Session) => void} tell may change the session's status
 * @property {(put: Put, at: number, answered: Answered, slide: PackSlide, isRight: boolean | null) => void} interaction
 */

/**
 * @param {Pack} pack
 * @param {number} passMark
 * @param {Dialect} dialect
 * @param {Api} api
 * @param {(isKept: boolean) => void} heard whether the platform took what it was told last
 * @returns {Recorder} whose `load` rejects if the platform does not begin
 */
export function scormRecorder(pack, passMark, dialect, api, heard) {
  let progress = createProgress(pack, nothingSaved());
  /** @type {Session} */
  const session = { standing: standing(pack, progress, passMark), seconds: 0, isJudged: true, status: "" };
  let interactions = -1;
  let isOver = false;

  /** @param {keyof Dialect["calls"]} name @param {string[]} given */
  function call(name, ...given) {
    return String(api[dialect.calls[name]]?.(...given));
  }

  /** @type {Get} */
  function get(field) {
    const found = call("get", field);
    return call("error") === "0" ? found : "";
  }

  /** @type {Put} */
  function put(field, value) {
    return call("put", field, value) === "true";
  }

  function keep() {
    if (isOver) return;
    const saved = progress.saved();
    if (saved.slide) put(dialect.fields.place, saved.slide);
    const isTaken = put(dialect.fields.suspend, encode(pack, saved, dialect.room));
    session.standing = standing(pack, progress, passMark);
    dialect.tell(put, session);
    heard(call("commit", "") === "true" && isTaken);
  }

  return {
    async load() {
      if (call("begin", "") !== "true") throw new Error("the platform did not begin");
      session.isJudged = dialect.isJudged(get);
      session.status = dialect.status(get);
      interactions = Number.parseInt(get("cmi.interactions._count") || "-1", 10);
      const kept = decode(pack, get(dialect.fields.suspend)) ?? nothingSaved();
      progress = createProgress(pack, { ...kept, slide: get(dialect.fields.place) || kept.slide });
      keep();
      return progress.saved();
    },
    async tell(deed) {
      progress.apply(deed);
      if (deed.type === "read") session.seconds += deed.seconds;
      else interact(deed);
      keep();
    },
    ...placing(() => progress, keep),
    leave() {
      if (isOver) return;
      keep();
      call("end", "");
      isOver = true;
    },
  };

  /** @param {Answered} deed */
  function interact(deed) {
    const slide = pack.slides.find(({ id }) => id === deed.item);
    // What was chosen in an anonymous poll is told to no platform.
    if (!slide || slide.poll?.is_anonymous || interactions < 0) return;
    const tries = progress.triesOf(deed.item);
    dialect.interaction(put, interactions, deed, slide, tries[tries.length - 1]?.is_right ?? null);
    interactions += 1;
  }
}
