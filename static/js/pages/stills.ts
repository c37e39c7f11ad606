/** Loaded when a session has a picture: shows it to participants. */

export { mountStills } from "../live/stills/viewing.ts";
