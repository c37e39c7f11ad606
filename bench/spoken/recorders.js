// Records raw samples in a page: what its microphone gives (`recorders.said`) and what its <audio> plays
// (`recorders.heard`).
globalThis.recorders = {};

class Recorder {
  chunks = [];

  constructor(stream) {
    this.recorder = new MediaRecorder(stream, { mimeType: "audio/webm;codecs=pcm" });
    this.recorder.ondataavailable = ({ data }) => this.chunks.push(data);
  }

  begin() {
    this.chunks = [];
    this.recorder.start(1000);
  }

  async end() {
    const ended = new Promise((resolve) => (this.recorder.onstop = resolve));
    this.recorder.stop();
    await ended;
    return new Blob(this.chunks);
  }

  /** Returns the recording as base64 of a WebM file. */
  async take() {
    const address = await new Promise(async (resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.readAsDataURL(await this.end());
    });
    return address.slice(address.indexOf(",") + 1);
  }
}

const { mediaDevices } = navigator;
if (mediaDevices) {
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (wishes) => {
    const audio = { ...wishes.audio, ...globalThis.microphoneWishes };
    const stream = await getUserMedia({ audio });
    recorders.said = new Recorder(stream);
    return stream;
  };
}

const known = new WeakSet();
const { play } = HTMLMediaElement.prototype;
HTMLMediaElement.prototype.play = function () {
  if (!known.has(this)) {
    known.add(this);
    const context = new AudioContext({ sampleRate: 48_000 });
    const source = context.createMediaElementSource(this);
    const kept = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
    source.connect(kept);
    source.connect(context.destination);
    recorders.heard = new Recorder(kept.stream);
  }
  return play.call(this);
};
