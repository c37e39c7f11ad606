// @ts-check
/** Measures all slides of each language in a frame out of sight, in both looks and on both phones. */

import { isolated } from "../lib/texts.js";
import { paleTexts } from "./contrast.js";
import { setTheme } from "./theme.js";
import { tooWide } from "./wide.js";

/** @typedef {import("../lib/words.js").Words} Words */
/** @typedef {Map<string, string[]>} Findings  sentences by "slide language" */

const WIDTHS = [320, 360];
const LONGEST = 60;
const MOST = 3;

/**
 * @param {Words} words
 * @param {(language: string, found: Findings) => void} onFound  what was found in this language
 */
export function createChecks(words, onFound) {
  /** @param {HTMLIFrameElement} frame */
  function check(frame) {
    const [page, view] = [frame.contentDocument, /** @type {any} */ (frame.contentWindow)];
    if (!page || !view || page.URL === "about:blank") return;
    /** @type {Findings} */
    const found = new Map();
    for (const slide of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("[data-key]"))) {
      const sentences = [...pale(slide, page, view), ...wide(slide, frame, view)];
      found.set(`${slide.dataset.key} ${frame.dataset.sheet}`, [...new Set(sentences)]);
    }
    onFound(frame.dataset.sheet ?? "", found);
  }

  /** One sentence for each look, with the palest text's contrast. @param {Element} slide @param {Document} page @param {any} view */
  function pale(slide, page, view) {
    return /** @type {const} */ (["light", "dark"]).flatMap((theme) => {
      setTheme(page, theme);
      const [first, ...others] = paleTexts(slide, view).sort((a, b) => a.ratio - b.ratio);
      if (!first) return [];
      const texts = [first, ...others].map(({ text }) => text);
      return [words.say(`contrast.${theme}`, { ratio: round(first.ratio), least: first.least, text: quoteAll(texts) })];
    });
  }

  /** Said once, for the widest phone on which it does not fit. @param {Element} slide @param {HTMLIFrameElement} frame @param {any} view */
  function wide(slide, frame, view) {
    const said = new Set();
    return [...WIDTHS].reverse().flatMap((width) => {
      frame.style.width = `${width}px`;
      return tooWide(slide, view)
        .filter(({ kind, text }) => !said.has(kind + text) && said.add(kind + text))
        .map(({ kind, text }) => words.say(kind, { width, text: quote(text) }));
    });
  }

  /** Load each again. @param {string} stamp */
  function run(stamp) {
    for (const frame of /** @type {NodeListOf<HTMLIFrameElement>} */ (document.querySelectorAll("[data-sheet]"))) {
      frame.onload = () => check(frame);
      const address = `${frame.dataset.address}?v=${stamp}`;
      if (frame.src) frame.contentWindow?.location.replace(address);
      else frame.src = address;
    }
  }

  return { run };
}

/** @param {number} ratio  never rounded up to what would be enough */
function round(ratio) {
  return Math.floor(ratio * 10) / 10;
}

/** @param {string[]} texts */
function quoteAll(texts) {
  return texts.slice(0, MOST).map(quote).join(", ") + (texts.length > MOST ? " …" : "");
}

/** @param {string} text */
function quote(text) {
  const letters = [...text];
  return isolated(`“${letters.slice(0, LONGEST).join("")}${letters.length > LONGEST ? "…" : ""}”`);
}
