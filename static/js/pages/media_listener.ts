/** Loaded in place of listener.ts if the server has a media server. */

export { listenTo } from "../live/media_server/listening.ts";
export { playTone } from "../live/voice/loudspeaker.ts";
