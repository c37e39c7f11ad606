/** Measures all slides of each language in a hidden frame, in both themes and at both widths of phones. */

import { isolated } from "../../kit/texts.ts";
import { msg, type Msg, type Words } from "../../kit/words.ts";
import { paleTexts } from "./contrast.ts";
import { setTheme } from "../../kit/theme.ts";
import { tooWide, type Wide } from "./overflow.ts";

/** Sentences by "slide language". */
type Findings = Map<string, string[]>;

const PALE = {
  light: msg("Contrast {ratio} in the light look, at least {least} is needed: {text}"),
  dark: msg("Contrast {ratio} in the dark look, at least {least} is needed: {text}"),
};
const WIDE: Record<Wide["kind"], Msg> = {
  wide: msg("Wider than a phone of {width} pixels: {text}"),
  sideways: msg("Too wide for a phone of {width} pixels, scrolls sideways: {text}"),
  cut: msg("Cut off at the edge of its drawing: {text}"),
};

// In pixels.
const WIDTHS = [320, 360];
// In characters.
const LONGEST_QUOTE = 60;
const MOST_QUOTES = 3;

/** @param onFound called with the findings in a language */
export function createChecks(words: Words, onFound: (language: string, findings: Findings) => void) {
  function check(frame: HTMLIFrameElement) {
    const [page, view] = [frame.contentDocument, frame.contentWindow as any];
    if (!page || !view || page.URL === "about:blank") return;
    const findings: Findings = new Map();
    for (const slide of page.querySelectorAll("[data-key]") as NodeListOf<HTMLElement>) {
      const sentences = [...pale(slide, page, view), ...wide(slide, frame, view)];
      findings.set(`${slide.dataset.key} ${frame.dataset.sheet}`, [...new Set(sentences)]);
    }
    onFound(frame.dataset.sheet ?? "", findings);
  }

  /** Returns one sentence for each theme, with the contrast of the palest text. */
  function pale(slide: Element, page: Document, view: any) {
    return (["light", "dark"] as const).flatMap((theme) => {
      setTheme(page, theme);
      const [first, ...others] = paleTexts(slide, view).sort((a, b) => a.ratio - b.ratio);
      if (!first) return [];
      const texts = [first, ...others].map(({ text }) => text);
      return [words.say(PALE[theme], { ratio: round(first.ratio), least: first.least, text: quoteAll(texts) })];
    });
  }

  /** Reports each element that is too wide once, for the widest phone on which it does not fit. */
  function wide(slide: Element, frame: HTMLIFrameElement, view: any) {
    const reported = new Set();
    return [...WIDTHS].reverse().flatMap((width) => {
      frame.style.width = `${width}px`;
      return tooWide(slide, view)
        .filter(({ kind, text }) => !reported.has(kind + text) && reported.add(kind + text))
        .map(({ kind, text }) => words.say(WIDE[kind], { width, text: quote(text) }));
    });
  }

  /** Loads each language again. */
  function run(stamp: string) {
    for (const frame of document.querySelectorAll("[data-sheet]") as NodeListOf<HTMLIFrameElement>) {
      frame.onload = () => check(frame);
      const address = `${frame.dataset.address}?v=${stamp}`;
      if (frame.src) frame.contentWindow?.location.replace(address);
      else frame.src = address;
    }
  }

  return { run };
}

/** Rounds down, so that an insufficient ratio never looks sufficient. */
function round(ratio: number) {
  return Math.floor(ratio * 10) / 10;
}

function quoteAll(texts: string[]) {
  return texts.slice(0, MOST_QUOTES).map(quote).join(", ") + (texts.length > MOST_QUOTES ? " …" : "");
}

function quote(text: string) {
  const letters = [...text];
  return isolated(`“${letters.slice(0, LONGEST_QUOTE).join("")}${letters.length > LONGEST_QUOTE ? "…" : ""}”`);
}
