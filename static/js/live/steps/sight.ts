/** Watches whether the step that waits for this member's answer is in sight while they look at the steps. */

const REQUESTS = ".step.asked, .step.put";
/** The bar and the dock cover so much of the window. */
const COVERED = "-48px 0px -30%";

let isSeen = true;

/** Returns false only if there is a step to answer that has been scrolled away. */
export function isRequestInSight() {
  return isSeen;
}

/**
 * Watches the first step to answer within the element.
 * @param changed called when it has come into sight, or gone
 * @returns a function to call after each drawing
 */
export function watchRequests(element: HTMLElement, changed: () => void): () => void {
  if (!("IntersectionObserver" in globalThis)) return () => {};
  let watched: Element | null = null;
  const observer = new IntersectionObserver((entries) => {
    const newest = entries.pop();
    // While another place is shown, nothing here has been scrolled away.
    isSeen = !newest || newest.isIntersecting || !newest.boundingClientRect.height;
    changed();
  }, { rootMargin: COVERED });

  return () => {
    const request = element.querySelector(REQUESTS);
    if (request === watched) return;
    observer.disconnect();
    watched = request;
    isSeen = true;
    if (request) observer.observe(request);
  };
}
