/** Connects to a media server with WHIP and WHEP; loaded after sound has begun, if the server has one. */

export { connect } from "../live/media_server/whip.ts";
