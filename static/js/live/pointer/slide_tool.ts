/** A switch below the console's picture: while it is on, taps and arrow keys choose blocks of the slide. */

import type { Lectern } from "../console/lectern.ts";
import { setText } from "../../kit/dom.ts";
import { msg, type Msg } from "../../kit/words.ts";
import { blocksOf, spotUnder, type Place, type Spot } from "./spots.ts";

export interface SlideTool {
  /** The switch, by its name in `data-part`. */
  part: string;
  /** The control whose refusals are shown. */
  control: string;
  hint: Msg;
  /** Called with the spot that was tapped. */
  press: (spot: Spot) => void;
  /** Returns the block from which the arrow keys go on, or -1. */
  current: () => number;
  /** Called with the block that an arrow key chose. */
  step: (spot: Spot, block: Element) => void;
  /** Called for Enter and the space bar. */
  confirm?: () => void;
  /** Called when the tool is switched off. */
  leave?: () => void;
}

const LATER = msg("Items that the room does not see yet cannot be chosen.");

/** Returns whether the room sees the block: an item that is revealed later is in sight on the console alone. */
export const isSeen = (block: Element) => block.closest("[data-later]") === null;

/** Returns the number of the block to which an arrow key leads, or -1 if the room sees none. */
export function blockReached(blocks: Element[], current: number, by: 1 | -1): number {
  const numbers = blocks.flatMap((block, number) => (isSeen(block) ? [number] : []));
  const reached = by > 0 ? numbers.find((number) => number > current) : numbers.filter((number) => number < current).pop();
  return reached ?? numbers[by > 0 ? numbers.length - 1 : 0] ?? -1;
}

/** Returns where the console's picture shows the slide; both parts are null while it shows something else. */
export function placeIn(slide: HTMLElement): Place {
  const isShown = slide.dataset.scene !== "poll" && slide.dataset.scene !== "step" && slide.dataset.scene !== "brought";
  return isShown ? { title: slide.querySelector(".stage-title"), body: slide.querySelector(".prose") } : { title: null, body: null };
}

/**
 * Mounts a tool. Only one is on at a time. Hosts who do not move the slides have no switch.
 * @param element contains the switch, its hint and the slide
 * @param draw called after each change of the session or the tool
 */
export function mountTool(element: HTMLElement, lectern: Lectern, tool: SlideTool, draw: () => void) {
  const { room, words } = lectern;
  const [button, hint, slide] = [tool.part, "point-hint", "now"].map((name) =>
    element.querySelector(`[data-part="${name}"]`) as HTMLElement,
  );
  if (!button) return lectern.onChange(draw);
  let isOn = false;

  function turn(isNowOn: boolean) {
    if (isNowOn) turnOthersOff();
    isOn = isNowOn;
    button.setAttribute("aria-pressed", String(isNowOn));
    element.toggleAttribute("data-pointing", isNowOn);
    // While a tool is on, the arrows choose lines and do not move the slides.
    slide.toggleAttribute("data-scrolls", isNowOn);
    if (isNowOn) {
      slide.focus();
    } else {
      setText(hint, "");
      tool.leave?.();
    }
    redraw();
  }

  function turnOthersOff() {
    const others = element.querySelectorAll('.pointer-switch[aria-pressed="true"]') as NodeListOf<HTMLElement>;
    others.forEach((other) => other.click());
  }

  function step(by: 1 | -1) {
    if (!lectern.isReady) return;
    const blocks = blocksOf(placeIn(slide));
    const block = blockReached(blocks, tool.current(), by);
    if (!blocks[block]) return;
    tool.step({ slide: room.state.room.slide, block, blocks: blocks.length }, blocks[block]);
    blocks[block].scrollIntoView({ block: "nearest" });
  }

  function onPress(event: MouseEvent) {
    if (!isOn || !lectern.isReady || !(event.target instanceof Element)) return;
    const spot = spotUnder(placeIn(slide), room.state.room.slide, event.target, event);
    if (!spot || !isSeen(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
    tool.press(spot);
  }

  function onKey(event: KeyboardEvent) {
    const actions: Record<string, (() => void) | undefined> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Escape: () => turn(false),
      Enter: tool.confirm,
      " ": tool.confirm,
    };
    const act = isOn ? actions[event.key] : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  }

  function hintText() {
    const { body } = placeIn(slide);
    return [words.say(tool.hint), ...(body?.querySelector("[data-later]") ? [words.say(LATER)] : [])].join(" ");
  }

  function redraw() {
    if (isOn) setText(hint, lectern.refusalOf(tool.control) || hintText());
    button.hidden = room.state.room.state !== "live";
    button.setAttribute("aria-disabled", String(!lectern.isReady));
    draw();
  }

  // A tool that is on can be switched off without the link.
  button.addEventListener("click", () => (isOn || lectern.isReady) && turn(!isOn));
  // Capture the press before a link or a term of the slide gets it.
  slide.addEventListener("click", onPress, true);
  slide.addEventListener("keydown", onKey);
  redraw();
  return lectern.onChange(redraw);
}
