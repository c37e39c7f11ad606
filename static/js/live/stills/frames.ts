/** Plays a camera or a screen out of sight, to draw frames of it. */

const POLL_MS = 50;
const PATIENCE_MS = 5000;

/** Resolves once there is a frame. Rejects if none comes. */
export async function play(stream: MediaStream): Promise<HTMLVideoElement> {
  const video = document.createElement("video");
  video.muted = true;
  video.setAttribute("playsinline", "");
  video.srcObject = stream;
  await video.play();
  // Callbacks for frames do not come while another tab, such as the captured one, is in front.
  for (let waitedMs = 0; !video.videoWidth; waitedMs += POLL_MS) {
    if (waitedMs > PATIENCE_MS) throw new Error("no frame");
    await pause(POLL_MS);
  }
  return video;
}

export function pause(timeMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, timeMs));
}

export function end(stream: MediaStream | null | undefined) {
  stream?.getTracks().forEach((track) => track.stop());
}
