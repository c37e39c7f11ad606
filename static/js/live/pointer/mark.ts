/** Marks what the presenter points at, wherever the slide is shown, for a while. */

import type { Room } from "../../room/engine/room.ts";
import { blockAt, isPicture, type Place, type Spot } from "./spots.ts";

// If the presenter's link drops, nothing else removes the mark.
const SHOWN_FOR = 20_000;

/**
 * @param placesOf returns where the presenter's slide is shown now, once for each language
 * @param onNew called with what is newly marked
 * @returns a function to call after each drawing
 */
export function createMark(room: Room, placesOf: () => Place[], onNew?: (blocks: Element[]) => void): () => void {
  let heard: { spot: Spot | null } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let marked: Element[] = [];

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
  const [from, at] = [holder.getBoundingClientRect(), block.getBoundingClientRect()];
  dot.style.left = `${at.left - from.left + x * at.width}px`;
  dot.style.top = `${at.top - from.top + y * at.height}px`;
}

function unmark(block: Element) {
  block.removeAttribute("data-pointed");
  dotOf(block)?.remove();
}

function dotOf(block: Element): HTMLElement | null | undefined {
  return block.parentElement?.querySelector(".pointer-dot");
}
