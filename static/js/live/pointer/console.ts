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
 * Mounts the pointer. Hosts who do not move the slides have no switch, but see the mark.
 * @param element contains the switch, its hint and the slide
 */
function mountPointer(element: HTMLElement, lectern: Lectern) {
  const { room, words } = lectern;
  const [button, hint, slide] = ["point", "point-hint", "now"].map((name) =>
    element.querySelector(`[data-part="${name}"]`) as HTMLElement,
  );
  function place() {
    const isShown = slide.dataset.scene !== "poll" && slide.dataset.scene !== "step" && slide.dataset.scene !== "brought";
    return isShown ? { title: slide.querySelector(".stage-title"), body: slide.querySelector(".prose") } : { title: null, body: null };
  }
  const draw = createMark(room, () => [place()]);
  if (!button) return lectern.onChange(draw);

  const send = createSender(lectern);
  let isOn = false;
  /** The last spot that was sent, whether or not its broadcast has come back. */
  let lastSpot: Spot | null = null;

  function sendSpot(spot: Spot | null) {
    lastSpot = spot;
    send(spot);
  }

  function turn(isNowOn: boolean) {
    isOn = isNowOn;
    button.setAttribute("aria-pressed", String(isNowOn));
    element.toggleAttribute("data-pointing", isNowOn);
    // While it points, the arrows move the mark and not the slides.
    slide.toggleAttribute("data-scrolls", isNowOn);
    redraw();
    if (!isNowOn) return sendSpot(null);
    slide.focus();
  }

  /** Points at a spot; at the marked line, it removes the mark. */
  function point(spot: Spot) {
    const isMarked = blocksOf(place())[spot.block]?.hasAttribute("data-pointed");
    sendSpot(isMarked && spot.x === undefined ? null : spot);
  }

  /** Moves to the next line, or to the one before. */
  function step(by: number) {
    const blocks = blocksOf(place());
    const current = lastSpot?.slide === room.state.room.slide ? lastSpot.block : -1;
    const block = Math.max(0, Math.min(blocks.length - 1, current + by));
    sendSpot({ slide: room.state.room.slide, block, blocks: blocks.length });
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

  function onKey(event: KeyboardEvent) {
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
  slide.addEventListener("keydown", onKey);
  redraw();
  return lectern.onChange(redraw);
}

/** Sends one spot at a time: the next one replaces a spot that the link cannot carry yet. */
function createSender({ room, note }: Lectern) {
  let nextSpot: Spot | null | undefined;
  let isSending = false;

  async function sendAll() {
    if (isSending) return;
    isSending = true;
    while (nextSpot !== undefined) {
      const spot = nextSpot;
      nextSpot = undefined;
      const answer = await room.ask(CONTROL, { spot });
      if (answer) note(CONTROL, answer);
    }
    isSending = false;
  }

  return (spot: Spot | null) => {
    nextSpot = spot;
    void sendAll();
  };
}
