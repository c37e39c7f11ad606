/** Loaded when a host wants music in a break: plays it. */

export { playMusic } from "../live/sounds/music.ts";
