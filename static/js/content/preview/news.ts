/** Listens for changes of the module, and replaces what has changed on the page without reloading it. */

import { keepPlace } from "./moves.ts";

/** @param onChange called with the new stamp once the page shows the change */
export function followNews(onLink: (state: "live" | "lost") => void, onChange: (stamp: string) => void) {
  /** The server's HTML of each part, before a script changed it. */
  const htmlByPart = new Map<string, string>();
  remember(document);
  const { news, stamp } = document.body.dataset;
  const source = new EventSource(`${news}?since=${stamp}`);
  let isLoading = false;
  let hasChangedAgain = false;
  let isAwaitingLanguages = false;
  source.addEventListener("open", () => onLink("live"));
  source.addEventListener("error", () => onLink("lost"));
  source.addEventListener("message", update);

  async function update() {
    if (isLoading) return void (hasChangedAgain = true);
    isLoading = true;
    const page = await fetchPage(location.href);
    isLoading = false;
    if (page) take(page);
    if (hasChangedAgain) {
      hasChangedAgain = false;
      void update();
    }
  }

  function take(page: Document) {
    const [oldShape, newShape] = [shapeOf(document), shapeOf(page)];
    if (oldShape?.languages !== newShape?.languages) return reload();
    isAwaitingLanguages = false;
    keepPlace(() => {
      const slides = page.getElementById("preview-slides");
      if (slides && oldShape?.whole !== newShape?.whole) {
        remember(slides);
        document.getElementById("preview-slides")?.replaceWith(document.adoptNode(slides));
      }
      takeParts(page);
      takeFrames(page);
      document.title = page.title;
    });
    onChange(page.body.dataset.stamp ?? "");
  }

  /**
   * Reloads the page, because another list of languages changes the page's tools, too; but not at once: some
   * editors delete a file to save it, and its language is back a moment later.
   */
  function reload() {
    if (isAwaitingLanguages) location.reload();
    else setTimeout(update, 500);
    isAwaitingLanguages = true;
  }

  function remember(place: ParentNode) {
    for (const part of partsOf(place)) htmlByPart.set(part.dataset.part ?? "", part.outerHTML);
  }

  function takeParts(page: Document) {
    const partsByName = new Map(partsOf(document).map((part) => [part.dataset.part, part]));
    for (const part of partsOf(page)) {
      const name = part.dataset.part ?? "";
      if (htmlByPart.get(name) === part.outerHTML) continue;
      htmlByPart.set(name, part.outerHTML);
      partsByName.get(name)?.replaceWith(document.adoptNode(part));
    }
  }
}

/** Takes over only the addresses of the frames: a frame that is moved loads again. */
function takeFrames(page: Document) {
  const framesByPlace = new Map(framesOf(document).map((frame) => [frame.dataset.place, frame]));
  for (const frame of framesOf(page)) {
    const oldFrame = framesByPlace.get(frame.dataset.place);
    if (oldFrame) [oldFrame.dataset.frame, oldFrame.title] = [frame.dataset.frame, frame.title];
  }
}

function shapeOf(page: Document) {
  const shape = page.getElementById("preview-slides")?.dataset.shape;
  return shape === undefined ? undefined : { whole: shape, languages: shape.split(" · ")[0] };
}

function partsOf(place: ParentNode) {
  return [...place.querySelectorAll("[data-part]")] as HTMLElement[];
}

function framesOf(page: Document) {
  return [...page.querySelectorAll("iframe[data-frame]")] as HTMLIFrameElement[];
}

/** Fetches the page as a document: parsing HTML text is left to kit/trusted_html.ts. */
function fetchPage(address: string): Promise<Document | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => resolve(request.status === 200 ? request.responseXML : null);
    request.onerror = () => resolve(null);
    request.send();
  });
}
