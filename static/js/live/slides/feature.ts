/** Reduces the slide on which the presenter is, and how much of it is revealed. Pure. */

import type { Feature } from "../../room/engine/hooks.ts";

export const feature: Feature = {
  reduce: { "slide.moved": ({ room }, { slide, revealed }) => ({ room: { ...room, slide, revealed } }) },
  about: { "slide.go": "" },
};
