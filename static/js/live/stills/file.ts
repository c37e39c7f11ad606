/** Makes a picture that slow links can carry of a file that the presenter chose, pasted or dropped. */

import { encodeCanvas, encodeWithin, sizeWithin } from "./encoding.ts";
import type { PictureFault } from "./faults.ts";
import { HIGHEST, MOST_BYTES, WIDEST } from "./screen.ts";

/** A photo of a phone has about 5 MB. A larger file would only stall the page. */
const LARGEST_FILE_BYTES = 30_000_000;

/** Returns the picture, turned as the camera was held, without where and when it was taken. */
export async function takeFile(file: Blob): Promise<Blob | PictureFault> {
  if (file.size > LARGEST_FILE_BYTES) return "large";
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return "unreadable";
  }
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = sizeWithin(bitmap.width, bitmap.height, WIDEST, HIGHEST);
  const context = canvas.getContext("2d");
  if (!context) return "failed";
  // Diagrams often have no ground of their own, and dark letters.
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return encodeWithin(MOST_BYTES, encodeCanvas(canvas));
}
