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
  const dots = createDots();

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
    for (const block of markedBlocks.filter((block) => !blocks.includes(block))) {
      block.removeAttribute("data-pointed");
      dots.remove(block);
    }
    markedBlocks = blocks;
    if (!spot) return;
    for (const block of blocks) {
      block.setAttribute("data-pointed", "");
      if (!isPicture(block)) continue;
      // The keyboard points at the whole picture, wherever an earlier tap was.
      if (spot.x === undefined || spot.y === undefined) dots.remove(block);
      else dots.put(block, spot.x, spot.y);
    }
    if (isNew && blocks.length) onNew?.(blocks);
  };
}

/** Keeps a dot at its place in each picture, also when the picture changes its size: a phone is turned, a projector fits its slide. */
function createDots() {
  const placings = new Map<Element, () => void>();
  const observer = new ResizeObserver(() => placings.forEach((place) => place()));

  function put(picture: Element, x: number, y: number) {
    const holder = picture.parentElement;
    if (!holder) return;
    const dot = dotOf(picture) ?? document.createElement("span");
    dot.className = "pointer-dot";
    holder.style.position = "relative";
    picture.after(dot);
    placings.set(picture, () => {
      const [holderBox, box] = [holder.getBoundingClientRect(), picture.getBoundingClientRect()];
      dot.style.left = `${box.left - holderBox.left + x * box.width}px`;
      dot.style.top = `${box.top - holderBox.top + y * box.height}px`;
    });
    placings.get(picture)?.();
    observer.observe(picture);
    observer.observe(holder);
  }

  function remove(picture: Element) {
    if (!placings.delete(picture)) return;
    observer.unobserve(picture);
    if (picture.parentElement) observer.unobserve(picture.parentElement);
    dotOf(picture)?.remove();
  }

  return { put, remove };
}

function dotOf(picture: Element): HTMLElement | null | undefined {
  return picture.parentElement?.querySelector(".pointer-dot");
}
