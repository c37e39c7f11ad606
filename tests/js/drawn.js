// Reads what lit-html templates would draw, and stands in for the lectern. No DOM.

import { createWords } from "../../static/js/kit/words.ts";
import { makeSnapshot } from "./factories.js";

/** Returns the template as one text, in which listeners are left out. */
export function drawn(template) {
  if (Array.isArray(template)) return template.map(drawn).join("");
  if (template?.strings) return template.strings.map((text, at) => text + drawn(template.values[at])).join("");
  return ["string", "number", "boolean"].includes(typeof template) ? String(template) : "";
}

/** Returns the labels of the buttons, in their order, without the look or with it: `Close [quiet]`. */
export function buttonsOf(template) {
  const buttons = drawn(template).matchAll(/<button[^>]*class="button ([a-z]*)"[^>]*>([^<]*)</g);
  return [...buttons].map(([, look, label]) => [label.replace(/[\u2066-\u2069]/g, "").trim(), look && `[${look}]`].filter(Boolean).join(" "));
}

const now = () => Date.parse("2026-11-24T09:10:00.000+00:00");

/** The lectern of a host who may do everything, in a room whose state has these changes. */
export function makeLectern(changes = {}, table = {}, language = "en") {
  return {
    room: { state: makeSnapshot({ me: { role: "host", language }, ...changes }), now },
    words: createWords(table, language),
    locale: language,
    may: () => true,
    isFree: () => true,
    isBusy: () => false,
    refusalOf: () => "",
    twice: { isAsked: () => false },
    now,
  };
}
