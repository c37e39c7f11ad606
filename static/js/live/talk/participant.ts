/** Loads what a participant needs to speak, once a host lets them. */

import { html } from "lit-html";

import { fetchJson } from "../../kit/fetching.ts";
import { drawInto } from "../../kit/view.ts";
import type { InRoom } from "../../room/engine/hooks.ts";
import { createAttempts } from "../../room/rooms/attempts.ts";

export const talk: InRoom = {
  start(room, words) {
    const load = createAttempts(async (failures) => {
      const talker = await fetchJson(`/talk/${words.language}`);
      // A browser does not fetch a module again under the same name after a failure.
      const { mountTalk } = await import(`${talker.script}?${failures}`);
      words.add(talker.words);
      mountTalk(room, words, talker, { html, drawInto });
    });
    const follow = () => room.state.talk?.mine && void load();
    room.subscribe(follow);
    follow();
  },
};
