/** Makes the statements of an assignable unit (cmi5, Quartz, section 9). Pure. */

import type { Answered, PackSlide } from "../../learn/player/types.ts";
import { columnsOf, rowsOf } from "../../live/polls/pairs.ts";
import { isoDuration, responseOf } from "./responses.ts";
import { uuid5 } from "./uuid5.ts";

/** The platform's parameters for the launch of the unit. */
export interface Launch {
  /** Ends with a slash. */
  endpoint: string;
  fetch: string;
  actor: any;
  registration: string;
  activityId: string;
}

/** The fields that we use of the document LMS.LaunchData. */
export interface LaunchData {
  contextTemplate: any;
  launchMode: string;
  /** From 0 to 1. */
  masteryScore?: number;
  returnURL?: string;
}

const VERBS = "http://adlnet.gov/expapi/verbs/";
const CMI5 = { id: "https://w3id.org/xapi/cmi5/context/categories/cmi5" };
const MOVE_ON = { id: "https://w3id.org/xapi/cmi5/context/categories/moveon" };
const MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
const SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid";
const INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction";
/** These two are reported once for a registration, however many sessions it has. */
const ONCE = ["completed", "passed"];

export function createStatements(launch: Launch, data: LaunchData) {
  const template = data.contextTemplate ?? {};
  const session = template.extensions?.[SESSION] ?? "";

  function definedStatement(verb: string, at: Date, result?: any) {
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

  /** Extends the platform's template: we may only add to it. */
  function contextWith(category: any[], extensions: any = {}) {
    const activities = template.contextActivities ?? {};
    const ownCategories = activities.category ? [activities.category].flat() : [];
    const newCategories = category.filter(({ id }) => !ownCategories.some((ownCategory) => ownCategory.id === id));
    const categories = [...ownCategories, ...newCategories];
    return {
      ...template,
      registration: launch.registration,
      contextActivities: categories.length ? { ...activities, category: categories } : activities,
      extensions: { ...extensions, ...template.extensions },
    };
  }

  return {
    initialized: (at: Date) => definedStatement("initialized", at),
    completed: (at: Date, seconds: number) => definedStatement("completed", at, { completion: true, duration: isoDuration(seconds) }),
    judged(at: Date, seconds: number, percent: number, isPassed: boolean) {
      const score = { scaled: percent / 100, raw: percent, min: 0, max: 100 };
      return definedStatement(isPassed ? "passed" : "failed", at, { success: isPassed, score, duration: isoDuration(seconds) });
    },
    terminated: (at: Date, seconds: number) => definedStatement("terminated", at, { duration: isoDuration(seconds) }),
    /** Makes the statement of an answer. cmi5 allows this statement and does not judge it. */
    answered(deed: Answered, slide: PackSlide, isRight: boolean | null) {
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

function definitionOf(slide: PackSlide, { answer, language }: Answered) {
  const { type, right, between } = responseOf(slide, answer);
  const poll = slide.poll?.text[language];
  const title = poll?.question || slide.text[language]?.title || slide.id;
  const componentOf = (id: string) => ({ id, description: { [language]: poll?.labels[id] ?? id } });
  const ids = (slide.poll?.options ?? []).map(({ id }) => id);
  const choices = ids.map(componentOf);
  const pattern = right ? [right.join("[,]")] : between ? [between.join("[:]")] : null;
  return {
    type: INTERACTION,
    name: { [language]: title },
    interactionType: type,
    ...(type === "likert" ? { scale: choices } : type === "choice" || type === "sequencing" ? { choices } : {}),
    ...(type === "matching" ? { source: rowsOf(ids).map(componentOf), target: columnsOf(ids).map(componentOf) } : {}),
    ...(pattern ? { correctResponsesPattern: pattern } : {}),
  };
}
