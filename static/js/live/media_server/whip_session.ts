/**
 * One session of WHIP (RFC 9725) or WHEP (draft-ietf-wish-whep): an offer goes to an address, an answer comes back, and
 * leaving is said to the address that came with it. Trickle ICE and ICE restarts are left out: media servers have public
 * addresses, so they learn ours when we connect, and a session that breaks is opened again as a new one.
 */

import type { Line } from "./media_link.ts";

/** Our own server carries the sound meanwhile, so there is no reason to hurry. */
const ANSWER_MS = 10_000;

/** The media server said no. */
export class Declined extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the media server answered with ${status}`);
    this.status = status;
  }
}

export class WhipSession {
  readonly peer = new RTCPeerConnection();
  private isClosed = false;
  private leave = () => {};

  /** Rejects with `Declined`, or because the media server cannot be reached; the session is closed then. */
  async open({ url, token }: Line) {
    try {
      const offer = await this.peer.createOffer();
      const response = await ask(url, "POST", token, offer.sdp);
      if (!response.ok) throw new Declined(response.status);
      const place = response.headers.get("Location");
      if (place) this.leave = () => void ask(new URL(place, response.url || url).href, "DELETE", token).catch(() => {});
      if (this.isClosed) return this.leave();
      const answer = await response.text();
      if (this.isClosed) return;
      // Only the next call begins to look for ways. Old browsers look without the help of other servers.
      this.peer.setConfiguration?.({ iceServers: iceServersIn(response.headers.get("Link") ?? "") });
      await this.peer.setLocalDescription(offer);
      await this.peer.setRemoteDescription({ type: "answer", sdp: answer });
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close() {
    if (this.isClosed) return;
    this.isClosed = true;
    this.peer.close();
    this.leave();
  }
}

async function ask(url: string, method: string, token: string, offer?: string): Promise<Response> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ANSWER_MS);
  const headers: Record<string, string> = { Authorization: `Bearer ${token}` };
  if (offer) headers["Content-Type"] = "application/sdp";
  try {
    // A page that is being closed still says that it leaves.
    const keepalive = method === "DELETE";
    return await fetch(url, { method, headers, body: offer, credentials: "omit", keepalive, signal: controller.signal });
  } finally {
    clearTimeout(timer);
  }
}

/** Reads a header such as `<turn:turn.example.net>; rel="ice-server"; username="me"; credential="secret"`. */
export function iceServersIn(link: string): RTCIceServer[] {
  const servers: RTCIceServer[] = [];
  for (const [, urls, rest] of link.matchAll(/<((?:stuns?|turns?):[^>]*)>((?:\s*;\s*[\w-]+=(?:"(?:\\.|[^"\\])*"|[^\s";,]+))*)/g)) {
    const parameters = new Map<string, string>();
    for (const [, name, quoted, bare] of rest!.matchAll(/([\w-]+)=(?:"((?:\\.|[^"\\])*)"|([^\s";,]+))/g)) {
      parameters.set(name!, quoted?.replace(/\\(.)/g, "$1") ?? bare!);
    }
    if (parameters.get("rel") !== "ice-server") continue;
    servers.push({ urls: urls!, username: parameters.get("username"), credential: parameters.get("credential") });
  }
  return servers;
}
