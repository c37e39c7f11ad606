/**
 * Names the pages of the player by paths within the address of the course, the same as online, so that a page that
 * the network did not bring is the same page here. No DOM.
 */

import { decodePart } from "../../kit/address.ts";
import type { Pack } from "./types.ts";

/** A page: the first one, a slide, the end of the round with this slide, or questions to repeat; `slide` counts from 0. */
export type Place = { page: "home" | "slide" | "end" | "repeat"; slide: number };

/** @param path such as `s/welcome`, `s/welcome/round` or `repeat`; every other path, a broken one too, leads to the first page */
export function placeOf(pack: Pack, path: string): Place {
  const [kind, id = "", end] = path.split("/").map(decodePart);
  if (kind === "repeat") return { page: "repeat", slide: 0 };
  const slide = kind === "s" ? pack.slides.findIndex((each) => each.id === id) : -1;
  if (slide < 0) return { page: "home", slide: 0 };
  return { page: end === "round" ? "end" : "slide", slide };
}

export function pathOf(pack: Pack, { page, slide }: Place) {
  if (page === "home") return "";
  if (page === "repeat") return page;
  return `s/${encodeURIComponent(pack.slides[slide]?.id ?? "")}${page === "end" ? "/round" : ""}`;
}
