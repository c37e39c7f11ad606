/** Scrolls up to something new, unless the reader is writing: beside it or into a field below it. */
export function scrollUpTo(element: HTMLElement) {
  const isWriting = document.activeElement?.closest(".side, .input");
  if (!isWriting && element.getBoundingClientRect().top < 0) element.scrollIntoView({ block: "start" });
}
