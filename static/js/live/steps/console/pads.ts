/** Keeps texts that hosts type about steps until they are saved. They survive somebody else's faster change. No DOM. */

import type { StepView } from "../../../room/engine/types.ts";

/** A new wording or a translation that is being written. */
export interface WordingPad {
  language: string;
  text: string;
  /** The revision that the writer has read last. */
  base: number;
  /** The text that the writer saved last. */
  sent?: string;
}

export const DETAILS = ["due", "check_back", "indicator", "evidence"] as const;
export type Detail = (typeof DETAILS)[number];

/** Dates, indicator and evidence that are being changed. */
interface DetailPad {
  /** Only the touched fields. */
  typed: Partial<Record<Detail, string>>;
  /** The values beside which the writer typed. */
  known: Record<Detail, string>;
  /** How many changes the values have had. */
  base: number;
  /** The values that the writer saved last. */
  sent?: Partial<Record<Detail, string>>;
}

function detailsOf({ due, check_back, indicator, evidence }: StepView): Record<Detail, string> {
  return { due: due ?? "", check_back: check_back ?? "", indicator, evidence };
}

export function detailPad(step: StepView): DetailPad {
  return { typed: {}, known: detailsOf(step), base: step.details };
}

/** Returns the content of the field: the typed value, otherwise the present value, however often others change it. */
export function valueOf(pad: DetailPad, step: StepView, name: Detail) {
  return pad.typed[name] ?? detailsOf(step)[name];
}

/** Returns the values that somebody else has meanwhile changed in fields that are being typed in here. */
export function clashesOf(pad: DetailPad, step: StepView): Partial<Record<Detail, string>> {
  const current = detailsOf(step);
  const names = DETAILS.filter((name) => {
    const typed = pad.typed[name];
    return typed !== undefined && ![typed, pad.known[name], pad.sent?.[name]].includes(current[name]);
  });
  return Object.fromEntries(names.map((name) => [name, current[name]]));
}

/** Returns the fields to send: only the touched ones, with the number of changes that this screen knows of. */
export function detailFields(pad: DetailPad, step: StepView) {
  const typed = (Object.entries(pad.typed) as [Detail, string][]).map(([name, text]) => [name, isDate(name) ? text || null : text]);
  return { step: step.step, base: step.details, ...Object.fromEntries(typed) };
}

export function isDate(name: Detail) {
  return name === "due" || name === "check_back";
}
