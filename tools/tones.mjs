// Encodes a tone with the product's own encoders, in a page: `tools/tones.py` bundles it and calls `encode`.

import { Encoding } from "../static/js/live/voice/encoding.ts";
import { toBase64 } from "../static/js/live/voice/packets.ts";

const RATE = 48_000, FRAME = 960, FRAMES = 3, LOUDNESS = 0.25, EDGE = 0.02 * RATE, LOOPS = 3;

/** Returns a repeated tone of this frequency: it sounds for the first packets, and pauses for the others. */
globalThis.encode = async (hz, packets, sounding) => {
  const loop = packets * FRAMES * FRAME, end = sounding * FRAMES * FRAME, encoded = [];
  const fail = () => console.error("This browser cannot encode the tones.");
  const encoding = new Encoding(RATE, (packet) => encoded.push(packet), fail);
  for (let first = 0; first < (LOOPS + 1) * loop; first += FRAME) {
    const samples = Float32Array.from({ length: FRAME }, (_, index) => {
      const place = (first + index) % loop;
      const fade = Math.min(1, place / EDGE, Math.max(0, end - place) / EDGE);
      return LOUDNESS * fade * Math.sin((2 * Math.PI * hz * place) / RATE);
    });
    encoding.encode(samples, first);
    await new Promise((resolve) => setTimeout(resolve));
  }
  while (encoded.length < LOOPS * packets) await new Promise((resolve) => setTimeout(resolve, 10));
  const last = encoded.slice((LOOPS - 1) * packets, LOOPS * packets);
  return { hz, full: last.map(({ full }) => toBase64(full)), thin: last.map(({ thin }) => toBase64(thin)) };
};
