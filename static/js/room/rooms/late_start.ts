/** Starts a feature of a participant's room once the session needs it: most sessions never do. */

import { importLate } from "../../kit/late_module.ts";
import type { Words } from "../../kit/words.ts";
import type { Shared } from "../engine/hooks.ts";
import type { Room } from "../engine/room.ts";
import type { Snapshot } from "../engine/types.ts";
import type { Screen } from "./screen.ts";

const RETRY_MS = 10_000;

/**
 * @param script the name of its address in the page's `data-`
 * @param use starts what the script exports; without it, the script exports `mount`
 */
export function startLate(script: string, isNeeded: (state: Snapshot) => unknown, use?: (module: any, screen: Screen) => void) {
  return (room: Room, words: Words, { screen }: Shared) => {
    let isAsked = false;

    async function load() {
      if (isAsked || !isNeeded(room.state)) return;
      isAsked = true;
      try {
        const module = await importLate(document.body.dataset[script]);
        if (use) use(module, screen);
        else module.mount(room, words, screen);
      } catch {
        setTimeout(() => {
          isAsked = false;
          void load();
        }, RETRY_MS);
      }
    }

    room.subscribe(load);
    void load();
  };
}
