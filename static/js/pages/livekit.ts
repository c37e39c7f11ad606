/** Connects to a LiveKit server; loaded after sound has begun, if the server has such a media server. */

export { connect } from "../live/media_server/livekit.ts";
