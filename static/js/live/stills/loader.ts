/** Fetches pictures ahead of showing them, so that a slow link keeps what is on the screen until they are there. */

export interface Loader<Picture> {
  /** Returns the picture to show now: the last one that has arrived, or null if nothing is wanted. */
  show: (address: string | null) => Picture | null;
}

/** A picture that could not be fetched is tried again after this time. */
const RETRY_MS = 5000;

/**
 * @param onChange called when a picture has arrived
 * @param fetchPicture resolves with the picture once it can be drawn at once
 */
export function createLoader<Picture>(onChange: () => void, fetchPicture: (address: string) => Promise<Picture>): Loader<Picture> {
  let wanted: string | null = null;
  let arrived: Picture | null = null;

  async function fetch(address: string) {
    let picture: Picture;
    try {
      picture = await fetchPicture(address);
    } catch {
      setTimeout(() => wanted === address && void fetch(address), RETRY_MS);
      return;
    }
    if (wanted !== address) return;
    arrived = picture;
    onChange();
  }

  return {
    show(address) {
      if (address !== wanted) {
        wanted = address;
        if (address === null) arrived = null;
        else void fetch(address);
      }
      return arrived;
    },
  };
}

/** Resolves with an image that has been decoded. */
export async function decode(address: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = address;
  await image.decode();
  return image;
}

/** Returns whether the image is this picture, and not an older one. */
export function isOf(image: HTMLImageElement, address: string): boolean {
  return image.getAttribute("src") === address;
}
