/** Finds texts that are too pale against what is painted behind them. */

import { contrast, fade, layOver, readColour, type Colour } from "./colours.ts";

type Pale = { text: string; ratio: number; least: number };

const WHITE = [255, 255, 255, 1] as Colour;
const [LARGE_PX, LARGE_IF_BOLD_PX] = [24, 18.66];

/** @param view the window that shows it */
export function paleTexts(root: Element, view: Window & typeof globalThis): Pale[] {
  const pale = [];
  const texts = root.ownerDocument.createTreeWalker(root, 4 /* texts only */);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const element = text.parentElement;
    if (!element || !text.textContent?.trim() || !isSeen(text)) continue;
    const style = view.getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const least = size >= LARGE_PX || (size >= LARGE_IF_BOLD_PX && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const behind = isDrawn(element) ? behindDrawn(text, element, view) : behindWritten(element, view);
    const ratio = contrast(layOver(colourOf(element, style, view), behind), behind);
    if (ratio < least) pale.push({ text: text.textContent.trim(), ratio, least });
  }
  return pale;
}

function isSeen(text: Node) {
  const { width, height } = boxOf(text);
  return width > 1 && height > 1;
}

function boxOf(text: Node) {
  const range = (text.ownerDocument as Document).createRange();
  range.selectNodeContents(text);
  return range.getBoundingClientRect();
}

function isDrawn(element: Element): element is SVGElement {
  return "ownerSVGElement" in element;
}

function colourOf(element: Element, style: CSSStyleDeclaration, view: Window & typeof globalThis) {
  const paint = isDrawn(element) ? fade(readColour(style.fill), Number(style.fillOpacity)) : readColour(style.color);
  return fade(paint, opacityOf(element, view));
}

function opacityOf(element: Element | null, view: Window & typeof globalThis): number {
  if (!element) return 1;
  return Number(view.getComputedStyle(element).opacity) * opacityOf(element.parentElement, view);
}

function behindWritten(element: Element | null, view: Window & typeof globalThis): Colour {
  if (!element) return WHITE;
  const colour = readColour(view.getComputedStyle(element).backgroundColor);
  return colour[3] === 1 ? colour : layOver(colour, behindWritten(element.parentElement, view));
}

/**
 * Returns the colour behind a text in a drawing: that of the shapes that were painted before the text and lie
 * under its middle.
 */
function behindDrawn(text: Node, element: SVGElement, view: Window & typeof globalThis): Colour {
  const drawing = element.ownerSVGElement ?? element;
  const box = boxOf(text);
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  let behind = behindWritten(drawing.parentElement, view);
  for (const shape of drawing.querySelectorAll("*")) {
    if (shape.compareDocumentPosition(text) & 2 /* the text comes first */) break;
    if (!("isPointInFill" in shape)) continue;
    const painted = shape as SVGGeometryElement;
    const place = painted.getScreenCTM()?.inverse();
    if (!place || !painted.isPointInFill(new view.DOMPoint(middle.x, middle.y).matrixTransform(place))) continue;
    behind = layOver(colourOf(painted, view.getComputedStyle(painted), view), behind);
  }
  return behind;
}
