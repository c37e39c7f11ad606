// @ts-check
/** Hears of changes and takes the new page over, part by part, without loading this one again. */

import { keepPlace } from "./moves.js";

/**
 * @param {(state: "live" | "lost") => void} onLink
 * @param {(stamp: string) => void} onChange  when the page has become new
 */
export function followNews(onLink, onChange) {
  /** What the server wrote for each part, before anything here has touched it. @type {Map<string, string>} */
  const parts = new Map(partsOf(document).map((part) => [part.dataset.part ?? "", part.outerHTML]));
  const { news, stamp } = document.body.dataset;
  const source = new EventSource(`${news}?since=${stamp}`);
  let isLoading = false;
  let isAgain = false;
  let isOther = false;
  source.addEventListener("open", () => onLink("live"));
  source.addEventListener("error", () => onLink("lost"));
  source.addEventListener("message", update);

  async function update() {
    if (isLoading) return void (isAgain = true);
    isLoading = true;
    const page = await fetchPage(location.href);
    isLoading = false;
    if (page) take(page);
    if (isAgain) {
      isAgain = false;
      void update();
    }
  }

  /** @param {Document} page */
  function take(page) {
    const [ours, theirs] = [shapeOf(document), shapeOf(page)];
    if (ours?.languages !== theirs?.languages) return reload();
    isOther = false;
    keepPlace(() => {
      const slides = page.getElementById("preview-slides");
      if (slides && ours?.whole !== theirs?.whole) {
        document.getElementById("preview-slides")?.replaceWith(document.adoptNode(slides));
      }
      takeParts(page);
      takeFrames(page);
      document.title = page.title;
    });
    onChange(page.body.dataset.stamp ?? "");
  }

  /** Other languages change the page's tools, too. But some editors take a file away to save it. */
  function reload() {
    if (isOther) location.reload();
    else setTimeout(update, 500);
    isOther = true;
  }

  /** @param {Document} page */
  function takeParts(page) {
    const here = new Map(partsOf(document).map((part) => [part.dataset.part, part]));
    for (const part of partsOf(page)) {
      const name = part.dataset.part ?? "";
      if (parts.get(name) === part.outerHTML) continue;
      parts.set(name, part.outerHTML);
      here.get(name)?.replaceWith(document.adoptNode(part));
    }
  }
}

/** A frame that is moved loads again, so only its address is taken. @param {Document} page */
function takeFrames(page) {
  const here = new Map(framesOf(document).map((frame) => [frame.dataset.place, frame]));
  for (const frame of framesOf(page)) {
    const ours = here.get(frame.dataset.place);
    if (ours) [ours.dataset.frame, ours.title] = [frame.dataset.frame, frame.title];
  }
}

/** @param {Document} page */
function shapeOf(page) {
  const whole = page.getElementById("preview-slides")?.dataset.shape;
  return whole === undefined ? undefined : { whole, languages: whole.split(" · ")[0] };
}

/** @param {Document} page */
function partsOf(page) {
  return /** @type {HTMLElement[]} */ ([...page.querySelectorAll("[data-part]")]);
}

/** @param {Document} page */
function framesOf(page) {
  return /** @type {HTMLIFrameElement[]} */ ([...page.querySelectorAll("iframe[data-frame]")]);
}

/**
 * A document and not a text: no HTML is made of strings here.
 *
 * @param {string} address
 * @returns {Promise<Document | null>}
 */
function fetchPage(address) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => resolve(request.status === 200 ? request.responseXML : null);
    request.onerror = () => resolve(null);
    request.send();
  });
}
