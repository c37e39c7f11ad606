// @ts-check
/** The statements of an assignable unit (cmi5, Quartz, section 9). Pure. */

import { columnsOf, rowsOf } from "../polls/pairs.js";
import { isoDuration, responseOf } from "./responses.js";
import { uuid5 } from "./uuid5.js";

/** @typedef {import("../player/types.js").Answered} Answered */
/** @typedef {import("../player/types.js").PackSlide} PackSlide */
/** @typedef {import("./standing.js").Standing} Standing */

/**
 * @typedef {object} Launch what the platform said when it launched the unit
 * @property {string} endpoint with a slash at its end
 * @property {string} fetch
 * @property {any} actor
 * @property {string} registration
 * @property {string} activityId
 *
 * @typedef {object} LaunchData the document LMS.LaunchData, as far as it is used
 * @property {any} contextTemplate
 * @property {string} launchMode
 * @property {number} [masteryScore] from 0 to 1
 * @property {string} [returnURL]
 */

const VERBS = "http://adlnet.gov/expapi/verbs/";
const CMI5 = { id: "https://w3id.org/xapi/cmi5/context/categories/cmi5" };
const MOVE_ON = { id: "https://w3id.org/xapi/cmi5/context/categories/moveon" };
const MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
const SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid";
const INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction";
/** These two are told once for a registration, however many sessions it has. */
const ONCE = ["completed", "passed"];

/** @param {Launch} launch @param {LaunchData} data */
export function createStatements(launch, data) {
  const template = data.contextTemplate ?? {};
  const session = template.extensions?.[SESSION] ?? "";

  /** @param {string} verb @param {Date} at @param {any} [result] */
  function defined(verb, at, result) {
    const isJudged = result?.success !== undefined || result?.completion !== undefined;
    const extensions = result?.success !== undefined && data.masteryScore !== undefined ? { [MASTERY]: data.masteryScore } : {};
    const scope = ONCE.includes(verb) ? launch.registration : `${launch.registration} ${session}`;
    return {
      id: uuid5(`${launch.activityId} ${scope} ${verb}`),
      actor: launch.actor,
      verb: { id: VERBS + verb, display: { en: verb } },
      object: { objectType: "Activity", id: launch.activityId },
      ...(result ? { result } : {}),
      context: contextWith(isJudged ? [CMI5, MOVE_ON] : [CMI5], extensions),
      timestamp: at.toISOString(),
    };
  }

  /** The platform's template, to which only is added. @param {any[]} category @param {any} [extensions] */
  function contextWith(category, extensions = {}) {
    const activities = template.contextActivities ?? {};
    const before = activities.category ? [activities.category].flat() : [];
    const added = category.filter(({ id }) => !before.some((one) => one.id === id));
    const all = [...before, ...added];
    return {
      ...template,
      registration: launch.registration,
      contextActivities: all.length ? { ...activities, category: all } : activities,
      extensions: { ...extensions, ...template.extensions },
    };
  }

  return {
    /** @param {Date} at */
    initialized: (at) => defined("initialized", at),
    /** @param {Date} at @param {number} seconds */
    completed: (at, seconds) => defined("completed", at, { completion: true, duration: isoDuration(seconds) }),
    /** @param {Date} at @param {number} seconds @param {number} percent @param {boolean} isPassed */
    judged(at, seconds, percent, isPassed) {
      const score = { scaled: percent / 100, raw: percent, min: 0, max: 100 };
      return defined(isPassed ? "passed" : "failed", at, { success: isPassed, score, duration: isoDuration(seconds) });
    },
    /** @param {Date} at @param {number} seconds */
    terminated: (at, seconds) => defined("terminated", at, { duration: isoDuration(seconds) }),
    /** An answer, which cmi5 allows and does not judge. @param {Answered} deed @param {PackSlide} slide @param {boolean | null} isRight */
    answered(deed, slide, isRight) {
      const { parts } = responseOf(slide, deed.answer);
      return {
        id: deed.key,
        actor: launch.actor,
        verb: { id: `${VERBS}answered`, display: { en: "answered" } },
        object: { objectType: "Activity", id: `${launch.activityId}/items/${slide.id}`, definition: definitionOf(slide, deed) },
        result: { response: parts.join("[,]"), ...(isRight === null ? {} : { success: isRight }) },
        context: { ...contextWith([]), language: deed.language },
        timestamp: new Date(deed.at).toISOString(),
      };
    },
  };
}

/** @param {PackSlide} slide @param {Answered} deed */
function definitionOf(slide, { answer, language }) {
  const { type, right, between } = responseOf(slide, answer);
  const poll = slide.poll?.text[language];
  const title = poll?.question || slide.text[language]?.title || slide.id;
  const described = (/** @type {string} */ id) => ({ id, description: { [language]: poll?.labels[id] ?? id } });
  const ids = (slide.poll?.options ?? []).map(({ id }) => id);
  const choices = ids.map(described);
  const pattern = right ? [right.join("[,]")] : between ? [between.join("[:]")] : null;
  return {
    type: INTERACTION,
    name: { [language]: title },
    interactionType: type,
    ...(type === "likert" ? { scale: choices } : type === "choice" || type === "sequencing" ? { choices } : {}),
    ...(type === "matching" ? { source: rowsOf(ids).map(described), target: columnsOf(ids).map(described) } : {}),
    ...(pattern ? { correctResponsesPattern: pattern } : {}),
  };
}
