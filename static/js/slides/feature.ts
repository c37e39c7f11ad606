// @ts-check
/** Which slide the presenter is on. Pure. */

/** @type {import("../live/hooks.js").Feature} */
export const feature = {
  reduce: { "slide.moved": ({ room }, { slide }) => ({ room: { ...room, slide } }) },
  about: { "slide.go": "" },
};
