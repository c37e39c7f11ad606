/** Starts a feature of a participant's room once the session needs it: most sessions never do. */

import { importLate } from "../../kit/late_module.ts";
import type { InRoom } from "../engine/hooks.ts";
import type { Snapshot } from "../engine/types.ts";

const RETRY_MS = 10_000;

/** @param script the name of its address in the page's `data-`; the script exports `mount` */
export function startLate(script: string, isNeeded: (state: Snapshot) => unknown): InRoom["start"] {
  return (room, words, { screen }) => {
    let isAsked = false;

    async function load() {
      if (isAsked || !isNeeded(room.state)) return;
      isAsked = true;
      try {
        (await importLate(document.body.dataset[script])).mount(room, words, screen);
      } catch {
        setTimeout(() => (isAsked = false), RETRY_MS);
      }
    }

    room.subscribe(load);
    void load();
  };
}
