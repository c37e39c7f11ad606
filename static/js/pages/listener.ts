/** Loaded when somebody taps *Listen* or tests the sound: plays a channel of the session's voice, or three notes. */

export { listenTo } from "../live/voice/listening.ts";
export { playTone } from "../live/voice/loudspeaker.ts";
