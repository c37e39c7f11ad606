/** Marks for a while what the presenter points at, wherever the slide is shown. */

import type { Room } from "../../room/engine/room.ts";
import { blockAt, isPicture, type Place, type Spot } from "./spots.ts";

// If the presenter's link drops, nothing else removes the mark.
const SHOWN_FOR_MS = 20_000;

/**
 * Marks the spot.
 * @param placesOf returns where the presenter's slide is shown now, once for each language
 * @param onNew called with what is newly marked
 * @returns a function to call after each drawing
 */
export function createMark(room: Room, placesOf: () => Place[], onNew?: (blocks: Element[]) => void): () => void {
  let shownPointer: { spot: Spot | null } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let markedBlocks: Element[] = [];

  return function draw() {
    const { pointer, room: session } = room.state;
    const isNew = pointer !== shownPointer;
    if (isNew) {
      clearTimeout(timer);
      timer = pointer?.spot ? setTimeout(() => ((timer = undefined), draw()), SHOWN_FOR_MS) : undefined;
    }
    shownPointer = pointer;
    const spot = timer && session.state === "live" && pointer?.spot?.slide === session.slide && pointer.spot;
    const blocks = spot ? placesOf().flatMap((place) => blockAt(place, spot) ?? []) : [];
    markedBlocks.filter((block) => !blocks.includes(block)).forEach(unmark);
    markedBlocks = blocks;
    if (!spot) return;
    blocks.forEach((block) => mark(block, spot));
    if (isNew && blocks.length) onNew?.(blocks);
  };
}

function mark(block: Element, { x, y }: Spot) {
  block.setAttribute("data-pointed", "");
  const holder = block.parentElement;
  if (!holder || !isPicture(block)) return;
  // The keyboard points at the whole picture, wherever an earlier tap was.
  if (x === undefined || y === undefined) return dotOf(block)?.remove();
  const dot = dotOf(block) ?? document.createElement("span");
  dot.className = "pointer-dot";
  holder.style.position = "relative";
  block.after(dot);
  const [holderBox, blockBox] = [holder.getBoundingClientRect(), block.getBoundingClientRect()];
  dot.style.left = `${blockBox.left - holderBox.left + x * blockBox.width}px`;
  dot.style.top = `${blockBox.top - holderBox.top + y * blockBox.height}px`;
}

function unmark(block: Element) {
  block.removeAttribute("data-pointed");
  dotOf(block)?.remove();
}

function dotOf(block: Element): HTMLElement | null | undefined {
  return block.parentElement?.querySelector(".pointer-dot");
}
