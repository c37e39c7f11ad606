// Notes in a page when a tone begins: in what its microphone hears (`heard.spoken`) or in what it plays
// (`heard.played`), in ms since 1970. Also when the player ran dry (`heard.dry`), and each slide (`heard.slides`).
globalThis.heard = { spoken: [], played: [], dry: [], slides: [] };

// Far above the noise between tones.
const LOUD = 0.2;
const LEAST_PAUSE_MS = 1000;

function listen(context, source, onsets) {
  const analyser = new AnalyserNode(context, { fftSize: 1024 });
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let loudAt = 0;
  setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    if (!samples.some((sample) => Math.abs(sample) > LOUD)) return;
    const now = Date.now();
    if (now - loudAt > LEAST_PAUSE_MS) onsets.push(now);
    loudAt = now;
  }, 10);
  return analyser;
}

const { mediaDevices } = navigator;
if (mediaDevices) {
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (wishes) => {
    const stream = await getUserMedia(wishes);
    const context = new AudioContext();
    listen(context, context.createMediaStreamSource(stream), heard.spoken);
    return stream;
  };
}

const known = new WeakSet();
const { play } = HTMLMediaElement.prototype;
HTMLMediaElement.prototype.play = function () {
  if (!known.has(this)) {
    known.add(this);
    const context = new AudioContext();
    listen(context, context.createMediaElementSource(this), heard.played).connect(context.destination);
    this.addEventListener("waiting", () => heard.dry.push(Date.now()));
  }
  return play.call(this);
};

addEventListener("DOMContentLoaded", () => {
  let shown = "";
  setInterval(() => {
    const text = document.querySelector(".slide-position")?.textContent ?? "";
    if (text !== shown) heard.slides.push([Date.now(), text]);
    shown = text;
  }, 20);
});
