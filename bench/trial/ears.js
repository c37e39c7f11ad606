/*
 * Notes what somebody at this page would notice, as a list of events that `heard.take()` empties. All times are
 * in ms since 1970. Kinds: `spoken` and `tone` (a second in the microphone, or in the loudspeaker), `stall` (the
 * player stood still for `ms`), `kept` (the player has sound for `ms` ahead), `slide` and `sound` (what the page shows), `element` (the player's own event).
 */
(config) => {
  if (globalThis.heard) return;
  const events = [];
  globalThis.heard = { take: () => events.splice(0) };
  const note = (kind, fields) => events.push({ kind, at: Date.now(), ...fields });

  // Well above the noise, and below the two tones together.
  const LOUD = 0.15;
  const EVERY_MS = 20;
  // So much of a tone has sounded before its pitches are measured: its edges would blur them.
  const SOUNDED_MS = 130;
  const PAUSE_MS = 400;
  // A second voice that is at least this strong beside the first one, and a pitch that is one.
  const BESIDE = 0.25;
  const WINDOW = 4096;

  function powerAt(samples, hz, rate) {
    const turn = 2 * Math.cos((2 * Math.PI * hz) / rate);
    let [last, before] = [0, 0];
    for (const sample of samples) [last, before] = [sample + turn * last - before, last];
    return (last * last + before * before - turn * last * before) / samples.length ** 2;
  }

  function strongest(samples, pitches, rate) {
    const powers = pitches.map(([name, hz]) => [name, powerAt(samples, hz, rate)]);
    const most = Math.max(...powers.map(([, power]) => power));
    return powers.filter(([, power]) => power > BESIDE * most && power > 1e-4).map(([name]) => name);
  }

  function listen(context, source, kind) {
    const analyser = new AnalyserNode(context, { fftSize: WINDOW });
    source.connect(analyser);
    const samples = new Float32Array(WINDOW);
    const recent = Math.round((context.sampleRate * EVERY_MS) / 1000);
    let [onset, loudAt] = [0, 0];
    setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const now = Date.now();
      if (samples.subarray(WINDOW - recent).some((sample) => Math.abs(sample) > LOUD)) {
        if (now - loudAt > PAUSE_MS) onset = now;
        loudAt = now;
      }
      if (!onset || now - onset < SOUNDED_MS) return;
      const voices = strongest(samples, Object.entries(config.voices), context.sampleRate);
      const seconds = strongest(samples, Object.entries(config.seconds), context.sampleRate).map(Number);
      note(kind, { at: onset, voices, second: seconds.length === 1 ? seconds[0] : null });
      onset = 0;
    }, EVERY_MS);
    return analyser;
  }

  function watch(audio) {
    let [place, movedAt, stalled] = [audio.currentTime, 0, 0];
    for (const name of ["waiting", "seeking", "pause", "playing", "error"]) {
      audio.addEventListener(name, () => note("element", { name, seeking: audio.seeking }));
    }
    setInterval(() => {
      const now = Date.now();
      if (audio.currentTime !== place) {
        if (stalled) note("stall", { at: stalled, ms: now - stalled });
        [place, movedAt, stalled] = [audio.currentTime, now, 0];
      } else if (movedAt && !stalled && now - movedAt > 200) {
        stalled = movedAt;
      }
    }, EVERY_MS);
    setInterval(() => {
      const { buffered, currentTime, playbackRate } = audio;
      if (audio.paused || !buffered.length) return;
      note("kept", { ms: Math.round(1000 * (buffered.end(buffered.length - 1) - currentTime)), rate: playbackRate });
    }, 1000);
  }

  const { mediaDevices } = navigator;
  if (mediaDevices) {
    const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (wishes) => {
      const stream = await getUserMedia(wishes);
      const context = new AudioContext();
      listen(context, context.createMediaStreamSource(stream), "spoken");
      return stream;
    };
  }

  const contexts = new WeakMap();
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function () {
    if (!contexts.has(this)) {
      const context = new AudioContext();
      contexts.set(this, context);
      listen(context, context.createMediaElementSource(this), "tone").connect(context.destination);
      watch(this);
    }
    // It stands still if it was made without a tap; whoever plays after a tap may hear it.
    void contexts.get(this).resume();
    return play.call(this);
  };

  const shown = {};
  function show(kind, text) {
    if (text !== undefined && text !== null && shown[kind] !== text) note(kind, { text });
    shown[kind] = text ?? shown[kind];
  }
  setInterval(() => {
    show("slide", document.querySelector(".slide-position [aria-hidden]")?.textContent.trim());
    show("sound", document.querySelector(".voice[data-sound]")?.dataset.sound);
    show("link", document.querySelector("[data-connection]")?.dataset.connection);
  }, EVERY_MS);
}
