// @ts-check
/**
 * A recorder that keeps progress in a SCORM platform. What 1.2 and 2004 have in common; what differs
 * is a dialect.
 *
 * The platform is told at every deed and every slide, and asked to keep it each time: a window may
 * be closed at any moment. The score and what follows from it are told only once nothing is left:
 * platforms compare any score with the mark, and would fail whoever goes away half-way.
 */
import { after, nothingYet, standing } from "./progress.js";
import { decode, encode } from "./suspend.js";

/**
 * @typedef {import("./progress.js").Pack} Pack
 * @typedef {import("./progress.js").Saved} Saved
 * @typedef {import("./progress.js").Standing} Standing
 * @typedef {import("./progress.js").Deed} Deed
 * @typedef {import("../player/types.js").Recorder} Recorder
 * @typedef {import("../player/types.js").Answered} Answered
 * @typedef {Record<string, (...given: string[]) => string>} Api
 *
 * @typedef {object} Dialect
 * @property {string} name under which a platform offers its API
 * @property {Record<"begin" | "end" | "get" | "set" | "commit" | "error", string>} calls
 * @property {number} room for progress, in characters
 * @property {(get: Get) => boolean} isJudged whether status and score may be told
 * @property {(get: Get) => string} status that the platform has
 * @property {{suspend: string, place: string, language: string}} fields
 * @property {(set: Set, session: Session) => void} tell
 * @property {(set: Set, at: number, answered: Answered, slide: import("./progress.js").Slide, is_right: boolean | null) => void} interaction
 *
 * @typedef {(field: string) => string} Get
 * @typedef {(field: string, value: string) => boolean} Set
 *
 * @typedef {object} Session
 * @property {Standing} standing
 * @property {number} seconds of study since it began
 * @property {boolean} isJudged
 * @property {string} status the best that the platform has been told
 */

/**
 * @param {Pack} pack
 * @param {number} passMark
 * @param {Dialect} dialect
 * @param {Api} api
 * @returns {Recorder}
 */
export function scormRecorder(pack, passMark, dialect, api) {
  const call = (/** @type {keyof Dialect["calls"]} */ name, /** @type {string[]} */ ...given) =>
    String(/** @type {any} */ (api)[dialect.calls[name]](...given));
  const get = (/** @type {string} */ field) => {
    const found = call("get", field);
    return call("error") === "0" ? found : "";
  };
  const set = (/** @type {string} */ field, /** @type {string} */ value) => call("set", field, value) === "true";

  let saved = nothingYet(pack);
  let seconds = 0;
  let isOver = false;
  let isJudged = true;
  let status = "";
  let interactions = -1;
  /** @type {Set<string>} */
  const told = new globalThis.Set();

  function keep() {
    if (isOver) return true;
    set(dialect.fields.place, saved.slide);
    const isKept = set(dialect.fields.suspend, encode(pack, saved, dialect.room));
    const session = { standing: standing(pack, saved, passMark), seconds, isJudged, status };
    dialect.tell(set, session);
    status = session.status;
    return call("commit", "") === "true" && isKept;
  }

  return {
    async load() {
      if (call("begin", "") !== "true") throw new Error("the platform did not begin");
      isJudged = dialect.isJudged(get);
      status = dialect.status(get);
      interactions = Number.parseInt(get("cmi.interactions._count") || "-1", 10);
      const kept = decode(pack, get(dialect.fields.suspend));
      if (kept) saved = { ...kept, slide: get(dialect.fields.place) || kept.slide };
      keep();
      return saved;
    },
    async tell(deed) {
      if (told.has(deed.key)) return;
      told.add(deed.key);
      saved = after(pack, saved, deed);
      if (deed.type === "read") seconds += deed.seconds;
      else if (interactions >= 0) {
        const slide = pack.slides.find((one) => one.id === deed.item);
        const last = saved.answers[deed.item]?.slice(-1)[0];
        if (slide) dialect.interaction(set, interactions++, deed, slide, last?.is_right ?? null);
      }
      if (!keep()) throw new Error("the platform did not keep it");
    },
    place(slide) {
      saved = { ...saved, slide };
      keep();
    },
    language(tag) {
      saved = { ...saved, language: tag };
      keep();
    },
    leave() {
      if (isOver) return;
      keep();
      call("end", "");
      isOver = true;
    },
  };
}
