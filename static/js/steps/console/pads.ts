// @ts-check
/**
 * What hosts are typing about steps, until it is saved: it outlives that somebody else was faster.
 * No DOM.
 */

/** @typedef {import("../../live/types.js").StepView} StepView */
/**
 * A new wording or a translation that is being written. `base` is the revision that the writer has
 * read last, `sent` the text that the writer saved last.
 * @typedef {{language: string, text: string, base: number, sent?: string}} WordingPad
 */

export const DETAILS = /** @type {const} */ (["due", "check_back", "indicator", "evidence"]);
/** @typedef {typeof DETAILS[number]} Detail */
/**
 * Dates, indicator and evidence that are being changed: `typed` has only what was touched; `known`
 * are the values beside which it was typed, `base` how many changes they have had, `sent` what the
 * writer saved last.
 * @typedef {Partial<Record<Detail, string>>} SomeDetails
 * @typedef {{typed: SomeDetails, known: Record<Detail, string>, base: number, sent?: SomeDetails}} DetailPad
 */

/** @param {StepView} step @returns {Record<Detail, string>} */
function detailsOf({ due, check_back, indicator, evidence }) {
  return { due: due ?? "", check_back: check_back ?? "", indicator, evidence };
}

/** @param {StepView} step @returns {DetailPad} */
export function detailPad(step) {
  return { typed: {}, known: detailsOf(step), base: step.details };
}

/**
 * What the field has in it: what was typed, else what is there now, however often others change it.
 * @param {DetailPad} pad @param {StepView} step @param {Detail} name
 */
export function valueOf(pad, step, name) {
  return pad.typed[name] ?? detailsOf(step)[name];
}

/**
 * What somebody else made meanwhile of the fields that are being typed in here.
 * @param {DetailPad} pad @param {StepView} step
 * @returns {Partial<Record<Detail, string>>}
 */
export function clashesOf(pad, step) {
  const now = detailsOf(step);
  const names = DETAILS.filter((name) => {
    const typed = pad.typed[name];
    return typed !== undefined && ![typed, pad.known[name], pad.sent?.[name]].includes(now[name]);
  });
  return Object.fromEntries(names.map((name) => [name, now[name]]));
}

/**
 * What to send: only what was touched, named by the changes that this screen knows of.
 * @param {DetailPad} pad @param {StepView} step
 */
export function detailFields(pad, step) {
  /** @type {Record<string, string | number | null>} */
  const fields = { step: step.step, base: step.details };
  for (const name of DETAILS) {
    const typed = pad.typed[name];
    if (typed === undefined) continue;
    fields[name] = name === "due" || name === "check_back" ? typed || null : typed;
  }
  return fields;
}
