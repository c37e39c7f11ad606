/** Encodes a picture as WebP, in as many bytes as slow links can carry. */

/** @returns null if the browser cannot encode WebP */
export type Encode = (scale: number, quality: number) => Promise<Blob | null>;

/** From the best to the smallest; a smaller picture is readable longer than a blurred one. */
const STEPS: [scale: number, quality: number][] = [
  [1, 0.8],
  [1, 0.6],
  [1, 0.45],
  [1, 0.3],
  [1, 0.15],
  [0.75, 0.3],
  [0.75, 0.15],
  [0.5, 0.3],
  [0.5, 0.1],
];

/** Returns the best picture of at most this many bytes, `large` if none is so small, or `unsupported`. */
export async function encodeWithin(mostBytes: number, encode: Encode): Promise<Blob | "large" | "unsupported"> {
  for (const [scale, quality] of STEPS) {
    const blob = await encode(scale, quality);
    // Safari answers with a PNG.
    if (blob?.type !== "image/webp") return "unsupported";
    if (blob.size <= mostBytes) return blob;
  }
  return "large";
}

/** Returns the largest size within these bounds that has the picture's shape. */
export function sizeWithin(width: number, height: number, widest: number, highest: number): [number, number] {
  const scale = Math.min(1, widest / width, highest / height);
  return [Math.max(1, Math.floor(width * scale)), Math.max(1, Math.floor(height * scale))];
}

/** Returns the middle part of a picture that has the shape of 16 to 9: its left, top, width and height. */
export function middleOf(width: number, height: number): [number, number, number, number] {
  const [wide, high] = [Math.min(width, (height * 16) / 9), Math.min(height, (width * 9) / 16)];
  return [(width - wide) / 2, (height - high) / 2, wide, high];
}

/** Returns how `encodeWithin` encodes this canvas. */
export function encodeCanvas(canvas: HTMLCanvasElement): Encode {
  return (scale, quality) => {
    const source = scale === 1 ? canvas : scaled(canvas, scale);
    return new Promise((resolve) => source.toBlob(resolve, "image/webp", quality));
  };
}

function scaled(canvas: HTMLCanvasElement, scale: number): HTMLCanvasElement {
  const copy = document.createElement("canvas");
  copy.width = Math.floor(canvas.width * scale);
  copy.height = Math.floor(canvas.height * scale);
  copy.getContext("2d")?.drawImage(canvas, 0, 0, copy.width, copy.height);
  return copy;
}
