/** Points at the slide that everybody sees: a switch, then a tap on a line or on a picture. */

import type { Lectern } from "../console/lectern.ts";
import { byId } from "../../kit/dom.ts";
import { msg } from "../../kit/words.ts";
import type { OnConsole } from "../../room/engine/hooks.ts";
import { createMark } from "./mark.ts";
import { mountTool, placeIn } from "./slide_tool.ts";
import { blocksOf, type Spot } from "./spots.ts";

export const pointer: OnConsole = { start: (lectern) => mountPointer(byId("view"), lectern) };

const CONTROL = "pointer.move";

/**
 * Mounts the pointer. Hosts who do not move the slides have no switch, but see the mark.
 * @param element contains the switch, its hint and the slide
 */
function mountPointer(element: HTMLElement, lectern: Lectern) {
  const { room } = lectern;
  const slide = element.querySelector('[data-part="now"]') as HTMLElement;
  const place = () => placeIn(slide);
  const send = createSender(lectern);
  /** The last spot that was sent, whether or not its broadcast has come back. */
  let lastSpot: Spot | null = null;

  function sendSpot(spot: Spot | null) {
    lastSpot = spot;
    send(spot);
  }

  /** Points at a spot; at the marked line, it removes the mark. */
  function point(spot: Spot) {
    const isMarked = blocksOf(place())[spot.block]?.hasAttribute("data-pointed");
    sendSpot(isMarked && spot.x === undefined ? null : spot);
  }

  const tool = {
    part: "point",
    control: CONTROL,
    hint: msg("Tap a line or a picture of the slide: everybody sees it marked."),
    press: point,
    current: () => (lastSpot?.slide === room.state.room.slide ? lastSpot.block : -1),
    step: sendSpot,
    leave: () => sendSpot(null),
  };
  return mountTool(element, lectern, tool, createMark(room, () => [place()]));
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
