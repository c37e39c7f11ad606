/** The frames in sight: what each shows, in which look, and as high as it needs to be. */

import { fit } from "../../live/stage/fit.ts";
import { keepPlace } from "./moves.ts";
import { setTheme, type Theme } from "./theme.ts";

export interface Chosen {
  look: "stage" | "320" | "360";
  theme: Theme;
}

/**
 * @param onKey pressed inside a frame
 * @param onFit how large a text on the stage is, 1 for all of its size
 */
export function createFrames(
  chosen: () => Chosen,
  onKey: (event: KeyboardEvent) => void,
  onFit: (place: string, size: number) => void,
) {
  const all = () => [...document.querySelectorAll("iframe[data-frame]")] as HTMLIFrameElement[];
  const sizes = new ResizeObserver((entries) => keepPlace(() => entries.forEach(({ target }) => measure(target))));

  /** Bring every frame to what is chosen; only those that show something else are loaded. */
  function show() {
    for (const frame of all()) {
      const look = chosen().look === "stage" ? "stage" : "phone";
      const address = `${frame.dataset.frame}&look=${look}`;
      if (frame.dataset.shown !== address) load(frame, address);
      else dress(frame);
    }
  }

  function load(frame: HTMLIFrameElement, address: string) {
    frame.dataset.shown = address;
    frame.onload = () => begin(frame);
    // A new address of its own would be a step back in the browser's history.
    if (frame.dataset.begun) frame.contentWindow?.location.replace(address);
    else frame.src = address;
  }

  function begin(frame: HTMLIFrameElement) {
    const page = frame.contentDocument;
    if (!page || page.URL === "about:blank") return;
    frame.dataset.begun = "yes";
    page.addEventListener("keydown", onKey);
    // Links and forms lead out of the frame, and there is nothing behind them here.
    page.addEventListener("click", (event) => {
      if ((event.target as Element).closest("a, button")) event.preventDefault();
    });
    // What sticks above the places of a room has nothing to stick to here.
    page.documentElement.style.setProperty("--dock", "0px");
    dress(frame);
    const content = page.querySelector(".place") ?? page.getElementById("show");
    if (content) sizes.observe(content);
  }

  function dress(frame: HTMLIFrameElement) {
    const page = frame.contentDocument;
    // While the next slide is on its way, a page may have nothing in it yet; it is dressed once it is there.
    if (page?.documentElement && frame.dataset.begun) setTheme(page, chosen().theme);
  }

  /** @param content of a frame, whose size has changed */
  function measure(content: Element) {
    const frame = (content.ownerDocument.defaultView?.frameElement ?? null) as HTMLIFrameElement | null;
    if (!frame) return;
    const isStage = content.id === "show";
    const { height } = content.getBoundingClientRect();
    frame.style.height = isStage ? "" : `${Math.ceil(height) + 2}px`;
    if (!isStage) return;
    const show = content as HTMLElement;
    fit(show);
    onFit(placeOf(frame), Number(show.style.getPropertyValue("--fit")));
  }

  return { show };
}

function placeOf(frame: HTMLIFrameElement) {
  return frame.dataset.place ?? "";
}
