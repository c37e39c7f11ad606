/** Loaded in place of speaker.ts if the server has a media server. */

export { createSpeaking } from "../live/media_server/speaking.ts";
export { listMicrophones } from "../live/voice/microphone.ts";
