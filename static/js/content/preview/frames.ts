/** Controls the visible frames: what each shows, in which theme, and its height. */

import { fit } from "../../live/stage/fit.ts";
import { keepPlace } from "./moves.ts";
import { setTheme, type Theme } from "../../kit/theme.ts";

export interface Chosen {
  look: "stage" | "320" | "360";
  theme: Theme;
}

/**
 * @param onKey called when a key was pressed inside a frame
 * @param onFit called with the share of its usual size that the text of a stage has got, to fill its place and fit into it
 */
export function createFrames(
  chosen: () => Chosen,
  onKey: (event: KeyboardEvent) => void,
  onFit: (place: string, share: number) => void,
) {
  const frames = () => [...document.querySelectorAll("iframe[data-frame]")] as HTMLIFrameElement[];
  const sizes = new ResizeObserver((entries) => keepPlace(() => entries.forEach(({ target }) => measure(target))));

  /** Makes every frame show what is chosen. Only frames that show something else are loaded. */
  function show() {
    for (const frame of frames()) {
      const look = chosen().look === "stage" ? "stage" : "phone";
      const address = `${frame.dataset.frame}&look=${look}`;
      if (frame.dataset.shown !== address) load(frame, address);
      else applyTheme(frame);
    }
  }

  function load(frame: HTMLIFrameElement, address: string) {
    frame.dataset.shown = address;
    frame.onload = () => begin(frame);
    // Setting `src` again would add a step to the browser's history.
    if (frame.dataset.begun) frame.contentWindow?.location.replace(address);
    else frame.src = address;
  }

  function begin(frame: HTMLIFrameElement) {
    const page = frame.contentDocument;
    if (!page || page.URL === "about:blank") return;
    frame.dataset.begun = "yes";
    page.addEventListener("keydown", onKey);
    // Links and forms would leave the frame, and nothing behind them works here.
    page.addEventListener("click", (event) => {
      if ((event.target as Element).closest("a, button")) event.preventDefault();
    });
    // A frame has no dock, so elements that stick above the dock stick to the lower edge.
    page.documentElement.style.setProperty("--dock", "0px");
    applyTheme(frame);
    const content = page.querySelector(".place") ?? page.getElementById("show");
    if (content) sizes.observe(content);
  }

  function applyTheme(frame: HTMLIFrameElement) {
    const page = frame.contentDocument;
    // While the next slide is loading, a page may still be empty. It gets its theme once it has loaded.
    if (page?.documentElement && frame.dataset.begun) setTheme(page, chosen().theme);
  }

  /** @param content the part of a frame's page whose size has changed */
  function measure(content: Element) {
    const frame = (content.ownerDocument.defaultView?.frameElement ?? null) as HTMLIFrameElement | null;
    if (!frame) return;
    const isStage = content.id === "show";
    const { height } = content.getBoundingClientRect();
    frame.style.height = isStage ? "" : `${Math.ceil(height) + 2}px`;
    if (!isStage) return;
    const show = content as HTMLElement;
    onFit(placeOf(frame), fit(show));
  }

  return { show };
}

function placeOf(frame: HTMLIFrameElement) {
  return frame.dataset.place ?? "";
}
