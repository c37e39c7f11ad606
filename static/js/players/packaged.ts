// @ts-check
/** A module in another system: plays the pack beside it, and tells the platform that launched it. */

import { cmi5Recorder } from "../packages/cmi5.js";
import { findApi } from "../packages/find_api.js";
import { scormRecorder } from "../packages/scorm.js";
import { SCORM12 } from "../packages/scorm12.js";
import { SCORM2004 } from "../packages/scorm2004.js";
import { aloneRecorder } from "../packages/alone.js";
import { play } from "../player/play.js";

/**
 * @typedef {object} Packaged what pack.js holds
 * @property {"scorm12" | "scorm2004" | "cmi5"} standard
 * @property {number} passMark
 * @property {import("../player/types.js").Pack} pack
 */

const { standard, passMark, pack } = /** @type {{PACKAGED: Packaged}} */ (/** @type {unknown} */ (globalThis)).PACKAGED;
const notices = { alone: notice("alone"), unheard: notice("unheard"), over: notice("over") };

// Brought back from the browser's memory: its session with the platform is over.
addEventListener("pageshow", (event) => event.persisted && location.reload());
void begin();

async function begin() {
  const recorder = recorderOf();
  if (recorder) {
    try {
      await playWith(recorder);
      return offerEnd(recorder);
    } catch (error) {
      // Whatever a platform does, the module can be read.
      console.info(error);
    }
  }
  notices.alone.hidden = false;
  await playWith(aloneRecorder(pack, nameOf(recorder)));
}

/** @param {import("../player/types.js").Recorder} recorder */
async function playWith(recorder) {
  const element = /** @type {HTMLElement} */ (document.getElementById("player"));
  await play(element, pack, recorder, { language: pack.languages[0] ?? "en" });
}

function recorderOf() {
  if (standard === "cmi5") return cmi5Recorder(pack, passMark, new URL(location.href), heard);
  const dialect = standard === "scorm12" ? SCORM12 : SCORM2004;
  const api = findApi(dialect.name);
  return api && scormRecorder(pack, passMark, dialect, api, heard);
}

/** A cmi5 session is ended by its learner, who then goes back to the platform. @param {any} recorder */
function offerEnd(recorder) {
  if (!recorder.end) return;
  const place = notice("end");
  const button = /** @type {HTMLButtonElement} */ (place.querySelector("button"));
  place.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    const address = await recorder.end();
    button.disabled = address !== null;
    if (address) location.assign(address);
    notices.over.hidden = address !== "";
  });
}

/** Under which a cmi5 session will look for what was done without it. @param {any} recorder @returns {string | undefined} */
function nameOf(recorder) {
  return recorder?.name;
}

/** @param {boolean} isKept */
function heard(isKept) {
  notices.unheard.hidden = isKept;
}

/** @param {string} id */
function notice(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}
