/** Loaded when a session has a picture: shows it to participants. */

export { mountStills as mount } from "../live/stills/viewing.ts";
