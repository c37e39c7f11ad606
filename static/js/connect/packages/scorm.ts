/**
 * Records progress in a SCORM platform. This file holds what 1.2 and 2004 have in common; what differs is a
 * dialect.
 *
 * It reports every deed and every slide to the platform, and asks it to commit each time, because the window
 * may be closed at any moment. It reports the score and the status that follows only when nothing is left:
 * platforms compare any score with the mark, and would fail a learner who leaves half-way.
 */

import { createProgress, nothingSaved } from "../../learn/player/progress.ts";
import type { Answered, Pack, PackSlide, Recorder } from "../../learn/player/types.ts";
import { createPlaceKeeper } from "./place_keeper.ts";
import { standing, type Standing } from "./standing.ts";
import { decode, encode } from "./suspend_data.ts";

/** The API that a platform offers. */
type Api = Record<string, (...args: string[]) => unknown>;

/** Returns "" if the field is empty or does not exist. */
type Get = (field: string) => string;

/** Returns whether the platform accepted the value. */
type Put = (field: string, value: string) => boolean;

interface Session {
  standing: Standing;
  /** Seconds of study since the session began. */
  seconds: number;
  /** Whether status and score may be reported. */
  isJudged: boolean;
  /** The best status that was reported, in the dialect's own form. */
  status: string;
}

export interface Dialect {
  /** The name under which a platform offers its API. */
  name: string;
  calls: Record<"begin" | "end" | "get" | "put" | "commit" | "error", string>;
  fields: { suspend: string; place: string };
  /** The space for progress, in characters. */
  capacity: number;
  isJudged: (get: Get) => boolean;
  status: (get: Get) => string;
  /** Reports to the platform, and may change the session's status. */
  tell: (put: Put, session: Session) => void;
  interaction: (put: Put, at: number, deed: Answered, slide: PackSlide, isRight: boolean | null) => void;
}

/**
 * @param passMark in per cent
 * @param onReport called with whether the platform accepted the last report
 * @returns a recorder whose `load` rejects if the platform does not begin
 */
export function scormRecorder(
  pack: Pack,
  passMark: number,
  dialect: Dialect,
  api: Api,
  onReport: (isKept: boolean) => void,
): Recorder {
  let progress = createProgress(pack, nothingSaved());
  const session: Session = { standing: standing(pack, progress, passMark), seconds: 0, isJudged: true, status: "" };
  let interactions = -1;
  let isOver = false;

  function call(name: keyof Dialect["calls"], ...args: string[]) {
    return String(api[dialect.calls[name]]?.(...args));
  }

  function get(field: string): string {
    const value = call("get", field);
    return call("error") === "0" ? value : "";
  }

  function put(field: string, value: string): boolean {
    return call("put", field, value) === "true";
  }

  function keep() {
    if (isOver) return;
    const saved = progress.saved();
    if (saved.slide) put(dialect.fields.place, saved.slide);
    const isAccepted = put(dialect.fields.suspend, encode(pack, saved, dialect.capacity));
    session.standing = standing(pack, progress, passMark);
    dialect.tell(put, session);
    onReport(call("commit", "") === "true" && isAccepted);
  }

  return {
    async load() {
      if (call("begin", "") !== "true") throw new Error("the platform did not begin");
      session.isJudged = dialect.isJudged(get);
      session.status = dialect.status(get);
      interactions = Number.parseInt(get("cmi.interactions._count") || "-1", 10);
      const saved = decode(pack, get(dialect.fields.suspend)) ?? nothingSaved();
      progress = createProgress(pack, { ...saved, slide: get(dialect.fields.place) || saved.slide });
      keep();
      return progress.saved();
    },
    async tell(deed) {
      progress.apply(deed);
      if (deed.type === "read") session.seconds += deed.seconds;
      else if (deed.type === "answered") interact(deed);
      keep();
    },
    ...createPlaceKeeper(() => progress, keep),
    leave() {
      if (isOver) return;
      keep();
      call("end", "");
      isOver = true;
    },
  };

  function interact(deed: Answered) {
    const slide = pack.slides.find(({ id }) => id === deed.item);
    // Never tell a platform what was chosen in an anonymous poll.
    if (!slide || slide.poll?.is_anonymous || interactions < 0) return;
    const tries = progress.triesOf(deed.item);
    dialect.interaction(put, interactions, deed, slide, tries[tries.length - 1]?.is_right ?? null);
    interactions += 1;
  }
}
