// @ts-check
/** Finds texts that are too pale: each against what is painted behind it. */

import { contrast, fade, layOver, readColour } from "./colours.js";

/** @typedef {import("./colours.js").Colour} Colour */
/** @typedef {{ text: string, ratio: number, least: number }} Pale */

const WHITE = /** @type {Colour} */ ([255, 255, 255, 1]);
const [LARGE, LARGE_IF_BOLD] = [24, 18.66];

/** @param {Element} root @param {Window & typeof globalThis} view  the window that shows it @returns {Pale[]} */
export function paleTexts(root, view) {
  const found = [];
  const texts = root.ownerDocument.createTreeWalker(root, 4 /* texts only */);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const element = text.parentElement;
    if (!element || !text.textContent?.trim() || !isSeen(text)) continue;
    const style = view.getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const least = size >= LARGE || (size >= LARGE_IF_BOLD && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const behind = isDrawn(element) ? behindDrawn(text, element, view) : behindWritten(element, view);
    const ratio = contrast(layOver(colourOf(element, style, view), behind), behind);
    if (ratio < least) found.push({ text: text.textContent.trim(), ratio, least });
  }
  return found;
}

/** @param {Node} text */
function isSeen(text) {
  const { width, height } = boxOf(text);
  return width > 1 && height > 1;
}

/** @param {Node} text */
function boxOf(text) {
  const range = /** @type {Document} */ (text.ownerDocument).createRange();
  range.selectNodeContents(text);
  return range.getBoundingClientRect();
}

/** @param {Element} element @returns {element is SVGElement} */
function isDrawn(element) {
  return "ownerSVGElement" in element;
}

/** @param {Element} element @param {CSSStyleDeclaration} style @param {Window & typeof globalThis} view */
function colourOf(element, style, view) {
  const paint = isDrawn(element) ? fade(readColour(style.fill), Number(style.fillOpacity)) : readColour(style.color);
  return fade(paint, opacityOf(element, view));
}

/** @param {Element | null} element @param {Window & typeof globalThis} view @returns {number} */
function opacityOf(element, view) {
  if (!element) return 1;
  return Number(view.getComputedStyle(element).opacity) * opacityOf(element.parentElement, view);
}

/** @param {Element | null} element @param {Window & typeof globalThis} view @returns {Colour} */
function behindWritten(element, view) {
  if (!element) return WHITE;
  const colour = readColour(view.getComputedStyle(element).backgroundColor);
  return colour[3] === 1 ? colour : layOver(colour, behindWritten(element.parentElement, view));
}

/**
 * In a drawing the shapes that were painted before the text and lie under its middle.
 *
 * @param {Node} text @param {SVGElement} element @param {Window & typeof globalThis} view
 * @returns {Colour}
 */
function behindDrawn(text, element, view) {
  const drawing = element.ownerSVGElement ?? element;
  const box = boxOf(text);
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  let behind = behindWritten(drawing.parentElement, view);
  for (const shape of drawing.querySelectorAll("*")) {
    if (shape.compareDocumentPosition(text) & 2 /* the text comes first */) break;
    if (!("isPointInFill" in shape)) continue;
    const painted = /** @type {SVGGeometryElement} */ (shape);
    const place = painted.getScreenCTM()?.inverse();
    if (!place || !painted.isPointInFill(new view.DOMPoint(middle.x, middle.y).matrixTransform(place))) continue;
    behind = layOver(colourOf(painted, view.getComputedStyle(painted), view), behind);
  }
  return behind;
}
