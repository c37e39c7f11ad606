/** Loaded when a host lets a participant speak: the panel with the button to hold, and the microphone. */

export { mountTalk } from "../live/talk/panel.ts";
