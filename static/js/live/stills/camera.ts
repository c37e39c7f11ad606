/** Takes one frame of the camera every ten seconds. The page loads it when a presenter shows their picture. */

import type { Answer } from "../../room/engine/types.ts";
import { encodeCanvas, encodeWithin, middleOf } from "./encoding.ts";
import { faultBefore, pictureFaultOf, type PictureFault } from "./faults.ts";
import { end, play } from "./frames.ts";

/** `lost`: the server ended the turn, and the refusal says why. `waiting`: the newest picture was not sent. */
export type CameraState = "off" | "starting" | "on" | "waiting" | "lost" | PictureFault;

export interface Camera {
  readonly state: CameraState;
  /** The code with which the server refused the newest picture, or "". */
  readonly refusal: string;
  start: () => Promise<void>;
  /** The camera's light goes out at once. Resolves when no picture is under way any more. */
  stop: () => Promise<unknown>;
  /** Takes a picture if one is due. Call it often: browsers slow down the timers of a tab in the background. */
  look: () => void;
}

export interface CameraOptions {
  /** Sends a picture; `begins` is set with the first one of a turn. */
  send: (picture: Blob, begins: boolean) => Promise<Answer>;
  onChange: () => void;
}

export const EVERY_MS = 10_000;
const LOOK_EVERY_MS = 1000;
export const [WIDTH, HEIGHT, MOST_BYTES] = [320, 180, 12_000];
/** Refusals after which the next picture may succeed. */
const PASSING = ["offline", "rate", "internal", "try_again"];

export function createCamera({ send, onChange }: CameraOptions): Camera {
  let state: CameraState = "off";
  let refusal = "";
  let stream: MediaStream | null = null;
  let video: HTMLVideoElement | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;
  let lastAt = -Infinity;
  let isSending = false;
  let sending: Promise<unknown> = Promise.resolve();
  let hasBegun = false;
  /** Counts starts and stops: what has become outdated while the browser asked changes nothing. */
  let generation = 0;

  function become(next: CameraState, code = "") {
    if (state === next && refusal === code) return;
    [state, refusal] = [next, code];
    onChange();
  }

  async function start() {
    const own = (generation += 1);
    const fault = faultBefore("getUserMedia");
    if (fault) return become(fault);
    become("starting");
    let opened: MediaStream | null = null;
    try {
      opened = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 640 }, height: { ideal: 360 } } });
      const playing = await play(opened);
      if (own !== generation) return end(opened);
      [stream, video] = [opened, playing];
    } catch (error) {
      end(opened);
      if (own === generation) become(pictureFaultOf(error));
      return;
    }
    opened.getVideoTracks()[0]?.addEventListener("ended", () => own === generation && halt("unplugged"));
    [hasBegun, lastAt] = [false, -Infinity];
    timer = setInterval(look, LOOK_EVERY_MS);
    look();
  }

  function look() {
    const isDue = performance.now() - lastAt >= EVERY_MS;
    if (video && isDue && !isSending) sending = shoot(video);
  }

  async function shoot(source: HTMLVideoElement) {
    const own = generation;
    isSending = true;
    lastAt = performance.now();
    const picture = await encodeWithin(MOST_BYTES, encodeCanvas(draw(source)));
    const answer = typeof picture === "string" || own !== generation ? null : await send(picture, !hasBegun);
    isSending = false;
    if (own !== generation) return;
    if (typeof picture === "string") return halt(picture);
    if (answer?.ok) {
      hasBegun = true;
      return become("on");
    }
    const code = answer?.code ?? "internal";
    if (PASSING.includes(code)) become("waiting", code);
    else halt("lost", code);
  }

  function halt(next: CameraState, code = "") {
    generation += 1;
    clearInterval(timer);
    // The camera's light goes out.
    end(stream);
    stream = video = null;
    become(next, code);
  }

  return {
    get state() {
      return state;
    },
    get refusal() {
      return refusal;
    },
    start,
    stop() {
      halt("off");
      return sending;
    },
    look,
  };
}

function draw(video: HTMLVideoElement): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [WIDTH, HEIGHT];
  const [left, top, width, height] = middleOf(video.videoWidth, video.videoHeight);
  canvas.getContext("2d")?.drawImage(video, left, top, width, height, 0, 0, WIDTH, HEIGHT);
  return canvas;
}
