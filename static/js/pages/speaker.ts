/** Loaded when somebody presses *Speak*: records the microphone and sends it into a channel. */

export { listMicrophones } from "../live/voice/microphone.ts";
export { createSpeaking } from "../live/voice/speaking.ts";
