// The adapter for WHIP and WHEP: what it asks the media server, and what it makes of the answers.

import assert from "node:assert/strict";
import { test } from "node:test";

import { connect } from "../../static/js/live/media_server/whip.ts";
import { iceServersIn } from "../../static/js/live/media_server/whip_session.ts";
import { settle } from "./media_stand_in.js";

const SPEAKER = { member: 7, turn: 3 };

/** Just as much of WebRTC as the adapter touches; each connection writes down what happens to it. */
class Peer {
  static all = [];
  log = [];
  iceConnectionState = "new";
  packets = 0;

  constructor() {
    Peer.all.push(this);
  }

  addTransceiver(what, { direction }) {
    this.log.push([what, direction]);
    this.receiver = {
      track: "their track",
      getStats: async () => new Map([["a", { type: "inbound-rtp", packetsReceived: this.packets }]]),
    };
    return { receiver: this.receiver, sender: { replaceTrack: async (track) => this.log.push(["replaced", track]) } };
  }

  createOffer = async () => ({ type: "offer", sdp: "our offer" });
  setConfiguration = ({ iceServers }) => this.log.push(["ice", iceServers]);
  setLocalDescription = async ({ sdp }) => this.log.push(["local", sdp]);
  setRemoteDescription = async ({ sdp }) => this.log.push(["remote", sdp]);
  close = () => this.log.push("closed");
}

globalThis.RTCPeerConnection = Peer;
globalThis.MediaStream = class {};

function ticketFor(turn, holds = false) {
  const line = (kind) => ({ url: `https://media.example/path${turn}/${kind}`, token: `${kind} token` });
  return { script: "", away: "", turn, whip: holds ? line("whip") : null, whep: turn && line("whep") };
}

/** A connection whose media server gives these statuses, one after another, and then 201. */
async function open(t, { first = ticketFor(3), statuses = [], renewed = () => ticketFor(3), link = "" } = {}) {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  Peer.all = [];
  const asked = [];
  const told = [];
  const answers = [...statuses];
  globalThis.fetch = async (url, { method, headers, body, credentials }) => {
    asked.push([method, url, headers.Authorization, body]);
    assert.equal(credentials, "omit");
    const status = answers.shift() ?? 201;
    if (status === "unreachable") throw new TypeError("failed to fetch");
    const isTaken = status === 201 && method === "POST";
    return new Response(isTaken ? "their answer" : null, {
      status,
      headers: isTaken ? { Location: "/session/1", Link: link } : {},
    });
  };
  const audio = { paused: false, muted: false, play: async () => {} };
  let renewals = 0;
  const renew = async () => renewed((renewals += 1));
  const events = { heard: (...what) => told.push(what), lost: () => told.push("lost") };
  const connection = await connect(first, events, renew, audio);
  return { connection, asked, told, audio, renewals: () => renewals };
}

test("the sound of the speaker's turn is fetched with the ticket's token, and left with a DELETE", async (t) => {
  const { connection, asked, renewals } = await open(t);
  assert.deepEqual(asked, []);

  connection.hear("floor", SPEAKER);
  connection.hear("floor", SPEAKER);
  await settle();

  assert.deepEqual(asked, [["POST", "https://media.example/path3/whep", "Bearer whep token", "our offer"]]);
  assert.deepEqual(Peer.all[0].log, [["audio", "recvonly"], ["ice", []], ["local", "our offer"], ["remote", "their answer"]]);
  assert.equal(renewals(), 0);
  connection.close();
  connection.close();
  assert.deepEqual(asked.slice(1), [["DELETE", "https://media.example/session/1", "Bearer whep token", undefined]]);
  assert.equal(Peer.all[0].log.at(-1), "closed");
});

test("the next turn is fetched anew, and our own server is heard at once meanwhile", async (t) => {
  const { connection, asked, told, audio } = await open(t, { renewed: () => ticketFor(4) });
  connection.hear("floor", SPEAKER);
  await settle();
  const [peer] = Peer.all;
  peer.ontrack();
  peer.packets = 50;
  t.mock.timers.tick(1000);
  await settle();
  assert.deepEqual([told, audio.muted], [[[true, undefined]], false]);

  connection.hear("floor", { member: 9, turn: 4 });
  await settle();

  assert.deepEqual(told.slice(1), [[false, 0]]);
  assert.deepEqual(asked.map(([method, url]) => [method, url]), [
    ["POST", "https://media.example/path3/whep"],
    ["DELETE", "https://media.example/session/1"],
    ["POST", "https://media.example/path4/whep"],
  ]);
  connection.hear("floor", null);
  await settle();
  assert.equal(Peer.all[1].log.at(-1), "closed");
});

test("a speaker whom the media server does not have yet is asked for again, with a new ticket and longer pauses", async (t) => {
  const { connection, asked, told, renewals } = await open(t, { statuses: [404, 409, 404] });
  connection.hear("floor", SPEAKER);
  await settle();
  for (const [pause, count] of [[999, 1], [1, 2], [1999, 2], [1, 3], [4000, 4]]) {
    t.mock.timers.tick(pause);
    await settle();
    assert.equal(asked.length, count);
  }
  assert.equal(renewals(), 3);
  assert.deepEqual(told, []);
});

test("a ticket for another turn is not used", async (t) => {
  const { connection, asked } = await open(t, { first: ticketFor(null), renewed: (count) => ticketFor(count + 1) });
  connection.hear("floor", SPEAKER);
  await settle();
  assert.deepEqual(asked, []);

  t.mock.timers.tick(1000);
  await settle();

  assert.equal(asked[0][1], "https://media.example/path3/whep");
});

test("a refusal, an expired token, a broken media server and one that is away are said once", async (t) => {
  for (const status of [403, 401, 500, "unreachable"]) {
    await t.test(String(status), async (t) => {
      const { connection, asked, told } = await open(t, { statuses: [status] });
      connection.hear("floor", SPEAKER);
      await settle();

      assert.deepEqual(told, ["lost"]);
      t.mock.timers.tick(60_000);
      await settle();
      assert.equal(asked.length, 1);
    });
  }
});

test("a connection that fails later is lost", async (t) => {
  const { connection, told } = await open(t);
  connection.hear("floor", SPEAKER);
  await settle();

  Peer.all[0].iceConnectionState = "failed";
  Peer.all[0].oniceconnectionstatechange();

  assert.deepEqual(told, ["lost"]);
});

test("a listener who leaves before the media server is asked does not ask it", async (t) => {
  const { connection, asked } = await open(t);
  connection.hear("floor", SPEAKER);
  connection.close();
  await settle();

  assert.deepEqual(asked, []);
});

test("a listener who leaves while the media server answers is not connected, and says so", async (t) => {
  const { connection, asked } = await open(t);
  connection.hear("floor", SPEAKER);
  while (!asked.length) await Promise.resolve();

  connection.close();
  await settle();

  assert.deepEqual(asked.map(([method]) => method), ["POST", "DELETE"]);
  assert.ok(!Peer.all[0].log.some(([what]) => what === "remote"));
});

test("a listener who leaves between the media server's headers and its text says so once", async (t) => {
  const { connection, asked } = await open(t);
  const { fetch } = globalThis;
  let giveText = () => {};
  globalThis.fetch = async (...call) => {
    const response = await fetch(...call);
    response.text = () => new Promise((resolve) => (giveText = resolve));
    return response;
  };
  connection.hear("floor", SPEAKER);
  await settle();

  connection.close();
  giveText("their answer");
  await settle();

  assert.deepEqual(asked.map(([method]) => method), ["POST", "DELETE"]);
  assert.ok(!Peer.all[0].log.some(([what]) => what === "remote"));
});

test("the microphone is sent where the ticket says, and another one replaces it in the same session", async (t) => {
  const { connection, asked } = await open(t, { first: ticketFor(3, true) });

  await connection.publish("floor", "microphone");
  await connection.publish("floor", "headset");

  assert.deepEqual(asked, [["POST", "https://media.example/path3/whip", "Bearer whip token", "our offer"]]);
  assert.deepEqual(Peer.all[0].log.at(0), ["microphone", "sendonly"]);
  assert.deepEqual(Peer.all[0].log.at(-1), ["replaced", "headset"]);
});

test("a member who does not hold the channel, or is refused, sends nothing", async (t) => {
  const listener = await open(t);
  await assert.rejects(listener.connection.publish("floor", "microphone"));
  assert.deepEqual(listener.asked, []);

  t.mock.timers.reset();
  const refused = await open(t, { first: ticketFor(3, true), statuses: [403] });
  await assert.rejects(refused.connection.publish("floor", "microphone"), /403/);
  assert.equal(Peer.all.at(-1).log.at(-1), "closed");
});

test("servers that help to connect are taken from the header Link", async (t) => {
  const link =
    '<stun:stun.example.net>; rel="ice-server", <https://media.example/x>; rel="urn:ietf:params:whep:ext:core:layer", ' +
    '<turn:turn.example.net?transport=udp>; rel="ice-server"; username="a;b"; credential="say \\"x\\", please"; credential-type="password"';
  const turn = { urls: "turn:turn.example.net?transport=udp", username: "a;b", credential: 'say "x", please' };
  const stun = { urls: "stun:stun.example.net", username: undefined, credential: undefined };
  const { connection } = await open(t, { link });
  connection.hear("floor", SPEAKER);
  await settle();

  assert.deepEqual(Peer.all[0].log[1], ["ice", [stun, turn]]);
  assert.deepEqual(iceServersIn("<turns:t.example>;rel=ice-server")[0].urls, "turns:t.example");
  assert.deepEqual(iceServersIn("<stun:s.example>; rel=\"next\""), []);
});
