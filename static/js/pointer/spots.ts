// @ts-check
/** The places of a slide that can be pointed at: the same on every screen and in every translation. */

/** @typedef {import("../live/wire.ts").Spot} Spot */
/** @typedef {{title: Element | null, body: Element | null}} Place  where a slide is shown; a slide may have no text */

const PICTURES = "img, svg";
const BLOCKS = `p, li, tr, ${PICTURES}, blockquote, h3, h4, dt, dd, pre`;

/**
 * The title, then what stands in the body in the order of the page. Of blocks that hold nothing but
 * each other, such as a picture in its paragraph, the innermost.
 * @param {Place} place
 * @returns {Element[]}
 */
export function blocksOf({ title, body }) {
  if (!title) return [];
  const within = (/** @type {Element} */ element) => Array.from(element.querySelectorAll(BLOCKS));
  const text = (/** @type {Element} */ { textContent }) => textContent?.trim();
  const isOwn = (/** @type {Element} */ block) => !within(block).some((inner) => text(inner) === text(block));
  return [title, ...(body ? within(body).filter(isOwn) : [])];
}

/** @param {Element} block */
export function isPicture(block) {
  return block.matches(PICTURES);
}

/**
 * The block that is meant where the slide is shown. None where a translation is built in another way:
 * better nothing marked than the wrong line.
 * @param {Place} place
 * @param {Spot} spot
 * @returns {Element | undefined}
 */
export function blockAt(place, spot) {
  const blocks = blocksOf(place);
  return blocks.length === spot.blocks ? blocks[spot.block] : undefined;
}

/**
 * What was pressed, or undefined where it was no block. In a picture the point counts, too.
 * @param {Place} place
 * @param {number} slide
 * @param {Element} target
 * @param {{clientX: number, clientY: number}} point
 * @returns {Spot | undefined}
 */
export function spotUnder(place, slide, target, { clientX, clientY }) {
  const blocks = blocksOf(place);
  // When blocks are nested, the inner one comes later.
  const block = blocks.map((each) => each.contains(target)).lastIndexOf(true);
  if (block < 0) return undefined;
  const spot = { slide, block, blocks: blocks.length };
  if (!isPicture(blocks[block])) return spot;
  const { left, top, width, height } = blocks[block].getBoundingClientRect();
  return { ...spot, x: shareOf(clientX - left, width), y: shareOf(clientY - top, height) };
}

/** @param {number} part @param {number} whole */
function shareOf(part, whole) {
  return whole ? Math.min(1, Math.max(0, Math.round((part / whole) * 1000) / 1000)) : 0;
}
