/** Moves from slide to slide with the arrow keys, and says which slide is current. */

/** Returns how many pixels of the scrolled page the tools hide at the top. */
const hiddenHeight = () => document.getElementById("tools")?.offsetHeight ?? 0;
const slides = () => [...document.querySelectorAll(".preview-slide")] as HTMLElement[];

/** Returns the last slide that begins above the lower edge of the top third of the visible page, or else the first. */
function currentSlide(): HTMLElement | undefined {
  const thirdEdge = hiddenHeight() + (innerHeight - hiddenHeight()) / 3;
  const startedSlides = slides().filter((slide) => slide.getBoundingClientRect().top <= thirdEdge);
  return startedSlides[startedSlides.length - 1] ?? slides()[0];
}

export function moveByKey(event: KeyboardEvent) {
  const target = event.target as Element;
  // With Shift the arrow keys extend a selection.
  if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
  if (target.closest("input, select, textarea, details")) return;
  const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
  event.preventDefault();
  const [allSlides, current] = [slides(), currentSlide()];
  const isBelow = current !== undefined && current.getBoundingClientRect().top > hiddenHeight() + 40;
  const index = current ? allSlides.indexOf(current) : -1;
  // If the page is scrolled to above the first slide, the first move goes to that slide.
  const next = event.key === forward ? allSlides[isBelow ? index : index + 1] : allSlides[Math.max(0, index - 1)];
  next?.scrollIntoView({ block: "start" });
}

/** Keeps the target of a move clear of the tools, however many lines they take. */
export function keepClearOf(tools: HTMLElement) {
  new ResizeObserver(() => {
    document.documentElement.style.scrollPaddingBlockStart = `${tools.offsetHeight}px`;
  }).observe(tools);
}

/** Keeps what the author looks at in its place while the page changes around it. */
export function keepPlace(change: () => void) {
  const key = currentSlide()?.dataset.key;
  const before = find(key)?.getBoundingClientRect().top ?? 0;
  change();
  const after = find(key)?.getBoundingClientRect().top;
  if (after !== undefined) scrollBy({ top: after - before, behavior: "instant" });
}

function find(key: string | undefined) {
  return slides().find((slide) => slide.dataset.key === key);
}
