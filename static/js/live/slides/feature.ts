/** Reduces the slide on which the presenter is. Pure. */

import type { Feature } from "../../room/engine/hooks.ts";

export const feature: Feature = {
  reduce: { "slide.moved": ({ room }, { slide }) => ({ room: { ...room, slide } }) },
  about: { "slide.go": "" },
};
