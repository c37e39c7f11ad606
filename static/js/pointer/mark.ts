// @ts-check
/** Marks what the presenter points at, wherever the slide is shown, for a while. */

import { blockAt, isPicture } from "./spots.js";

/** @typedef {import("./spots.js").Place} Place */
/** @typedef {import("./spots.js").Spot} Spot */

// If the presenter's link drops, nobody takes the mark away.
const SHOWN_FOR = 20_000;

/**
 * @param {import("../live/room.js").Room} room
 * @param {() => Place[]} placesOf  where the presenter's slide is shown now, once for each language
 * @param {(blocks: Element[]) => void} [onNew]  told what is marked at first
 * @returns {() => void} to be called after each drawing
 */
export function createMark(room, placesOf, onNew) {
  /** @type {{spot: Spot | null} | undefined} */
  let heard;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Element[]} */
  let marked = [];

  return function draw() {
    const { pointer, room: session } = room.state;
    const isNew = pointer !== heard;
    if (isNew) {
      clearTimeout(timer);
      timer = pointer?.spot ? setTimeout(() => ((timer = undefined), draw()), SHOWN_FOR) : undefined;
    }
    heard = pointer;
    const spot = timer && session.state === "live" && pointer?.spot?.slide === session.slide && pointer.spot;
    const blocks = spot ? placesOf().flatMap((place) => blockAt(place, spot) ?? []) : [];
    marked.filter((block) => !blocks.includes(block)).forEach(unmark);
    marked = blocks;
    if (!spot) return;
    blocks.forEach((block) => mark(block, spot));
    if (isNew && blocks.length) onNew?.(blocks);
  };
}

/** @param {Element} block @param {Spot} spot */
function mark(block, { x, y }) {
  block.setAttribute("data-pointed", "");
  const holder = block.parentElement;
  if (!holder || !isPicture(block)) return;
  // By keys the whole picture is pointed at, wherever in it a tap was before.
  if (x === undefined || y === undefined) return dotOf(block)?.remove();
  const dot = dotOf(block) ?? document.createElement("span");
  dot.className = "pointer-dot";
  holder.style.position = "relative";
  block.after(dot);
  const [from, at] = [holder.getBoundingClientRect(), block.getBoundingClientRect()];
  dot.style.left = `${at.left - from.left + x * at.width}px`;
  dot.style.top = `${at.top - from.top + y * at.height}px`;
}

/** @param {Element} block */
function unmark(block) {
  block.removeAttribute("data-pointed");
  dotOf(block)?.remove();
}

/** @param {Element} block @returns {HTMLElement | null | undefined} */
function dotOf(block) {
  return block.parentElement?.querySelector(".pointer-dot");
}
