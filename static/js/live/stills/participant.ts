/** Loads the pictures of a session once there is one: most sessions have none. */

import type { InRoom } from "../../room/engine/hooks.ts";

const RETRY_MS = 10_000;

export const stills: InRoom = {
  start(room, words, { screen }) {
    let failures = 0;
    let isAsked = false;

    async function load() {
      if (isAsked || !room.state.stills) return;
      isAsked = true;
      try {
        // A browser does not fetch a module again under the same name after a failure.
        (await import(`${document.body.dataset.stills}?${failures}`)).mountStills(room, words, screen);
      } catch {
        failures += 1;
        setTimeout(() => (isAsked = false), RETRY_MS);
      }
    }

    room.subscribe(load);
    void load();
  },
};
