/** Loaded when the presenter points at something on the slide, marks it, or reveals a list: shows it to participants. */

export { mountMarks as mount } from "../live/marker/following.ts";
