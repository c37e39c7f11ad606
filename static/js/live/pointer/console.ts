/** Points at the slide that everybody sees: a switch, then a tap on a line or on a picture. */

import type { Lectern } from "../console/lectern.ts";
import { byId, setText } from "../../kit/dom.ts";
import { msg } from "../../kit/words.ts";
import type { OnConsole } from "../../room/engine/hooks.ts";
import { createMark } from "./mark.ts";
import { blocksOf, spotUnder, type Spot } from "./spots.ts";

export const pointer: OnConsole = { start: (lectern) => mountPointer(byId("view"), lectern) };

const CONTROL = "pointer.move";
const HINT = msg("Tap a line or a picture of the slide: everybody sees it marked.");

/**
 * Hosts who do not move the slides have no switch, but see the mark.
 *
 * @param element contains the switch, its hint and the slide
 */
function mountPointer(element: HTMLElement, lectern: Lectern) {
  const { room, words } = lectern;
  const [button, hint, slide] = ["point", "point-hint", "now"].map((name) =>
    element.querySelector(`[data-part="${name}"]`) as HTMLElement,
  );
  const place = () => ({ title: slide.querySelector(".shown-title"), body: slide.querySelector(".shown-slide .prose") });
  const draw = createMark(room, () => [place()]);
  if (!button) return lectern.onChange(draw);

  const send = createSender(lectern);
  let isOn = false;
  /** The last spot that was sent, whether or not its broadcast has come back. */
  let told: Spot | null = null;

  function tell(spot: Spot | null) {
    told = spot;
    send(spot);
  }

  function turn(on: boolean) {
    isOn = on;
    button.setAttribute("aria-pressed", String(on));
    element.toggleAttribute("data-pointing", on);
    redraw();
    if (!on) return tell(null);
    slide.focus();
  }

  /** Pointing at the marked line removes the mark. */
  function point(spot: Spot) {
    const isMarked = blocksOf(place())[spot.block]?.hasAttribute("data-pointed");
    tell(isMarked && spot.x === undefined ? null : spot);
  }

  /** Moves to the next line, or to the one before. */
  function step(by: number) {
    const blocks = blocksOf(place());
    const at = told?.slide === room.state.room.slide ? told.block : -1;
    const block = Math.max(0, Math.min(blocks.length - 1, at + by));
    tell({ slide: room.state.room.slide, block, blocks: blocks.length });
    blocks[block]?.scrollIntoView({ block: "nearest" });
  }

  function press(event: MouseEvent) {
    if (!isOn || !(event.target instanceof Element)) return;
    const spot = spotUnder(place(), room.state.room.slide, event.target, event);
    if (!spot) return;
    event.preventDefault();
    event.stopPropagation();
    point(spot);
  }

  function type(event: KeyboardEvent) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!isOn || (!by && event.key !== "Escape")) return;
    event.preventDefault();
    if (by) step(by);
    else turn(false);
  }

  function redraw() {
    setText(hint, isOn ? lectern.refusalOf(CONTROL) || words.say(HINT) : "");
    button.hidden = room.state.room.state !== "live";
    draw();
  }

  button.addEventListener("click", () => turn(!isOn));
  // Capture the press before a link or a term of the slide gets it.
  slide.addEventListener("click", press, true);
  slide.addEventListener("keydown", type);
  redraw();
  return lectern.onChange(redraw);
}

/** Sends one spot at a time: the next one replaces a spot that the link cannot carry yet. */
function createSender({ room, note }: Lectern) {
  let next: Spot | null | undefined;
  let isTelling = false;

  async function run() {
    if (isTelling) return;
    isTelling = true;
    while (next !== undefined) {
      const spot = next;
      next = undefined;
      const answer = await room.ask(CONTROL, { spot });
      if (answer) note(CONTROL, answer);
    }
    isTelling = false;
  }

  return (spot: Spot | null) => {
    next = spot;
    void run();
  };
}
