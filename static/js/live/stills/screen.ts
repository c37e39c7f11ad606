/** Takes one picture of a screen, a window or a tab that the presenter chooses. */

import { encodeCanvas, encodeWithin, sizeWithin } from "./encoding.ts";
import { faultBefore, pictureFaultOf, type PictureFault } from "./faults.ts";
import { end, pause, play } from "./frames.ts";

/** The server takes no larger picture. */
export const [WIDEST, HIGHEST, MOST_BYTES] = [1280, 720, 40_000];
/** The browser's own question must have left the screen. */
const SETTLES_MS = 400;

/** Call it at a press. The capture ends before this resolves. */
export async function takeScreen(): Promise<Blob | PictureFault> {
  const fault = faultBefore("getDisplayMedia");
  if (fault) return fault;
  let stream: MediaStream | null = null;
  try {
    stream = await navigator.mediaDevices.getDisplayMedia({ video: true, audio: false, ...stayHere() });
    const video = await play(stream);
    await pause(SETTLES_MS);
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = sizeWithin(video.videoWidth, video.videoHeight, WIDEST, HIGHEST);
    canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
    return await encodeWithin(MOST_BYTES, encodeCanvas(canvas));
  } catch (error) {
    return pictureFaultOf(error);
  } finally {
    end(stream);
  }
}

/** Keeps the console in front if the presenter chooses another tab; Chromium would show that tab. */
function stayHere(): object {
  const { CaptureController } = globalThis as any;
  if (!CaptureController) return {};
  const controller = new CaptureController();
  controller.setFocusBehavior?.("no-focus-change");
  return { controller };
}
