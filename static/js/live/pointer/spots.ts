/** Finds the places of a slide that can be pointed at: the same on every screen and in every translation. */

import type { Spot } from "../../room/engine/wire.ts";

export type { Spot } from "../../room/engine/wire.ts";

/** The elements in which a slide is shown; a slide may have no text. */
export type Place = { title: Element | null; body: Element | null };

const PICTURES = "img, svg";
const BLOCKS = `p, li, tr, ${PICTURES}, blockquote, h3, h4, dt, dd, pre`;

/**
 * Returns the title, then the blocks of the body in the order of the page. If blocks contain nothing but each
 * other, such as a picture in its paragraph, only the innermost counts.
 */
export function blocksOf({ title, body }: Place): Element[] {
  if (!title) return [];
  const within = (element: Element) => Array.from(element.querySelectorAll(BLOCKS));
  const text = ({ textContent }: Element) => textContent?.trim();
  const isOwn = (block: Element) => !within(block).some((inner) => text(inner) === text(block));
  return [title, ...(body ? within(body).filter(isOwn) : [])];
}

export function isPicture(block: Element) {
  return block.matches(PICTURES);
}

/**
 * Returns the block to mark where the slide is shown. If a translation is built differently, it returns
 * undefined: no mark is better than one on the wrong line.
 */
export function blockAt(place: Place, spot: Spot): Element | undefined {
  const blocks = blocksOf(place);
  return blocks.length === spot.blocks ? blocks[spot.block] : undefined;
}

/** Returns the pressed block, or undefined if the press was on no block. In a picture the point counts, too. */
export function spotUnder(
  place: Place,
  slide: number,
  target: Element,
  { clientX, clientY }: { clientX: number; clientY: number },
): Spot | undefined {
  const blocks = blocksOf(place);
  // If blocks are nested, the inner one comes later.
  const block = blocks.map((candidate) => candidate.contains(target)).lastIndexOf(true);
  if (block < 0) return undefined;
  const spot = { slide, block, blocks: blocks.length };
  if (!isPicture(blocks[block])) return spot;
  const { left, top, width, height } = blocks[block].getBoundingClientRect();
  return { ...spot, x: shareOf(clientX - left, width), y: shareOf(clientY - top, height) };
}

function shareOf(part: number, whole: number) {
  return whole ? Math.min(1, Math.max(0, Math.round((part / whole) * 1000) / 1000)) : 0;
}
