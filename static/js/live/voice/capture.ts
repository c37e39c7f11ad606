/** Gives the samples of a microphone, frame by frame. */

import type { MicrophoneFault } from "./faults.ts";

/** `first` is the number of the first sample, and `endedAt` the device's time at which the last one arrived. */
export type CapturedFrame = { samples: Float32Array<ArrayBuffer>; first: number; endedAt: number };

const RATE = 48_000;

export class Capture {
  readonly sampleRate: number;
  readonly track: MediaStreamTrack;
  private readonly context: AudioContext;

  private constructor(stream: MediaStream, context: AudioContext) {
    [this.track] = stream.getAudioTracks();
    this.context = context;
    this.sampleRate = context.sampleRate;
  }

  /**
   * Asks for the microphone and starts.
   * @param workletUrl the address of worklets/capture.ts as built
   * @param deviceId the microphone, or undefined for the device's own choice
   * @throws what `getUserMedia` throws, or an error of Web Audio
   */
  static async start(
    workletUrl: string,
    deviceId: string | undefined,
    onFrame: (frame: CapturedFrame) => void,
    onFault: (fault: MicrophoneFault) => void,
  ): Promise<Capture> {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: constraintsFor(deviceId) });
    let context: AudioContext | undefined;
    try {
      let source: MediaStreamAudioSourceNode;
      [context, source] = connect(stream);
      await context.audioWorklet.addModule(workletUrl);
      const node = new AudioWorkletNode(context, "capture", { channelCount: 1, channelCountMode: "explicit" });
      node.port.onmessage = ({ data }: MessageEvent<CapturedFrame>) => onFrame(data);
      node.onprocessorerror = () => onFault("failed");
      // Some browsers run only nodes that lead to the loudspeaker. This one gives silence.
      source.connect(node).connect(context.destination);
      const capture = new Capture(stream, context);
      capture.track.onended = () => onFault("unplugged");
      context.onstatechange = () => capture.wake();
      capture.wake();
      return capture;
    } catch (error) {
      stream.getTracks().forEach((track) => track.stop());
      void context?.close();
      throw error;
    }
  }

  /** A muted microphone gives silent samples, so that its clock goes on. */
  mute(isMuted: boolean) {
    this.track.enabled = !isMuted;
  }

  stop() {
    this.track.onended = this.context.onstatechange = null;
    this.track.stop();
    if (this.context.state !== "closed") void this.context.close();
  }

  /** A call or another program may have stopped the sound. */
  private wake() {
    if (this.context.state !== "running") this.context.resume().catch(() => {});
  }
}

function connect(stream: MediaStream): [AudioContext, MediaStreamAudioSourceNode] {
  const context = new AudioContext({ sampleRate: RATE });
  try {
    return [context, context.createMediaStreamSource(stream)];
  } catch {
    // Firefox connects a microphone only at the microphone's own rate. Encoders take that, too.
    void context.close();
    const ownRate = new AudioContext();
    return [ownRate, ownRate.createMediaStreamSource(stream)];
  }
}

function constraintsFor(deviceId: string | undefined): MediaTrackConstraints {
  return {
    deviceId: deviceId ? { exact: deviceId } : undefined,
    channelCount: 1,
    sampleRate: RATE,
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
  };
}
