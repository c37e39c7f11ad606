/** Loads the pictures of a session once there is one: most sessions have none. */

import { importLate } from "../../kit/late_module.ts";
import type { InRoom } from "../../room/engine/hooks.ts";

const RETRY_MS = 10_000;

export const stills: InRoom = {
  start(room, words, { screen }) {
    let isAsked = false;

    async function load() {
      if (isAsked || !room.state.stills) return;
      isAsked = true;
      try {
        (await importLate(document.body.dataset.stills)).mountStills(room, words, screen);
      } catch {
        setTimeout(() => (isAsked = false), RETRY_MS);
      }
    }

    room.subscribe(load);
    void load();
  },
};
