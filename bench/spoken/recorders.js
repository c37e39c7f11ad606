// Records sound in a page: raw samples of what its microphone gives (`recorders.said`) and of what its <audio> plays
// (`recorders.heard`), and the WebM stream that the player makes of the packets (`recorders.stream`).
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

  async take() {
    const ended = new Promise((resolve) => (this.recorder.onstop = resolve));
    this.recorder.stop();
    await ended;
    return base64Of(this.chunks);
  }
}

/** Returns the base64 of a WebM file. */
function base64Of(chunks) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.readAsDataURL(new Blob(chunks));
  });
}

const appended = [];
recorders.stream = { take: () => base64Of(appended) };
const { appendBuffer } = SourceBuffer.prototype;
SourceBuffer.prototype.appendBuffer = function (bytes) {
  appended.push(bytes.slice());
  appendBuffer.call(this, bytes);
};

const { mediaDevices } = navigator;
if (mediaDevices) {
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (wishes) => {
    const stream = await getUserMedia({ audio: { ...wishes.audio, ...globalThis.otherWishes } });
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
