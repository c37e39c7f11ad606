/** Plays a module inside another learning platform, and reports to the platform that launched it. */

import { cmi5Recorder } from "../packages/cmi5.ts";
import { findApi } from "../packages/find_api.ts";
import { scormRecorder } from "../packages/scorm.ts";
import { SCORM12 } from "../packages/scorm12.ts";
import { SCORM2004 } from "../packages/scorm2004.ts";
import { aloneRecorder } from "../packages/alone_recorder.ts";
import { play } from "../../learn/player/play.ts";
import type { Pack, Recorder } from "../../learn/player/types.ts";

/** The content of pack.js. */
interface Packaged {
  standard: "scorm12" | "scorm2004" | "cmi5";
  passMark: number;
  pack: Pack;
}

const { standard, passMark, pack } = (globalThis as unknown as { PACKAGED: Packaged }).PACKAGED;
const notices = { alone: notice("alone"), unheard: notice("unheard"), over: notice("over") };

// A page from the back/forward cache has lost its session with the platform, so load it again.
addEventListener("pageshow", (event) => event.persisted && location.reload());
void begin();

async function begin() {
  const recorder = recorderOf();
  if (recorder) {
    try {
      await playWith(recorder);
      return offerEnd(recorder);
    } catch (error) {
      // The module stays readable, whatever a platform does.
      console.info(error);
    }
  }
  notices.alone.hidden = false;
  await playWith(aloneRecorder(pack, keptNameOf(recorder)));
}

async function playWith(recorder: Recorder) {
  const element = document.getElementById("player") as HTMLElement;
  await play(element, pack, recorder, { language: pack.languages[0] ?? "en" });
}

function recorderOf() {
  if (standard === "cmi5") return cmi5Recorder(pack, passMark, new URL(location.href), showIsKept);
  const dialect = standard === "scorm12" ? SCORM12 : SCORM2004;
  const api = findApi(dialect.name);
  return api && scormRecorder(pack, passMark, dialect, api, showIsKept);
}

/** Shows the button with which a learner ends a cmi5 session and returns to the platform. */
function offerEnd(recorder: any) {
  if (!recorder.end) return;
  const place = notice("end");
  const button = place.querySelector("button") as HTMLButtonElement;
  place.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    const address = await recorder.end();
    button.disabled = address !== null;
    if (address) location.assign(address);
    notices.over.hidden = address !== "";
  });
}

/** Returns the name under which the next cmi5 session will look for progress made without a session. */
function keptNameOf(recorder: any): string | undefined {
  return recorder?.name;
}

/** Shows whether the platform accepted the last report. */
function showIsKept(isKept: boolean) {
  notices.unheard.hidden = isKept;
}

function notice(id: string) {
  return document.getElementById(id) as HTMLElement;
}
