/** Loaded once somebody switches the chime on: rings it. */

export { mountChime } from "../live/sounds/switch.ts";
