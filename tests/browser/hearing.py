"""Tones for pretended microphones, and a measurement of the tones that a page plays."""

import math
import wave
from array import array

from tests.protocol.waiting import until

RATE = 48_000
# A tone pauses every second, or the browser would take it for noise and suppress it.
SOUNDING_S, PAUSE_S = 0.7, 0.3
LOUDNESS = 0.5 * 32767
# Wide enough for the bands of the measurement, and for the edges of a tone.
NEAR_HZ = 25
MEASURED_S = 2

# The sound that the page plays of our own server.
PLAYED = "context.createMediaElementSource(audio)"

# The loudest frequency of a sound in many moments, in Hz. Silent moments are left out.
MEASURE = """(async (seconds) => {
  const audio = document.querySelector("audio");
  if (!globalThis.testEar) {
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
    SOURCE.connect(analyser).connect(context.destination);
    await context.resume();
    globalThis.testEar = { rate: context.sampleRate, analyser };
  }
  const { rate, analyser } = globalThis.testEar;
  const levels = new Float32Array(analyser.frequencyBinCount);
  const heard = [];
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    await new Promise((done) => setTimeout(done, 50));
    analyser.getFloatFrequencyData(levels);
    const loudest = levels.indexOf(Math.max(...levels));
    if (levels[loudest] > -60) heard.push((loudest * rate) / analyser.fftSize);
  }
  return heard;
})"""


def write_tone(path, hz):
    """Write a second of this tone as a WAV file, which a pretended microphone repeats."""
    edge = 0.02 * RATE
    sounding = round(SOUNDING_S * RATE)
    samples = array("h")
    for place in range(round((SOUNDING_S + PAUSE_S) * RATE)):
        fade = min(1, place / edge, max(0, sounding - place) / edge)
        samples.append(round(LOUDNESS * fade * math.sin(2 * math.pi * hz * place / RATE)))
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, len(samples), "NONE", "not compressed"))
        file.writeframes(samples.tobytes())
    return path


def expect_tone(measure, hz):
    """Wait until this tone is heard and what was buffered before is over; then hear no other.

    `measure` evaluates an expression in the page.
    """
    until(lambda: _is_pure(_measured(measure), hz), problem=f"no {hz} Hz is heard")
    heard = _measured(measure)
    assert [round(tone) for tone in heard if abs(tone - hz) > NEAR_HZ] == []


def _is_pure(heard, hz):
    return heard and all(abs(tone - hz) <= NEAR_HZ for tone in heard)


def _measured(measure):
    return measure(measurement_of(PLAYED))


def measurement_of(source):
    """Return the expression that measures the sound of this source."""
    return f"{MEASURE.replace('SOURCE', source)}({MEASURED_S})"
