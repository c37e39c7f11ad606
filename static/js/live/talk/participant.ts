/** Loads what a participant needs to speak, once a host lets them. */

import { html } from "lit-html";

import { fetchJson } from "../../kit/fetching.ts";
import { importLate } from "../../kit/late_module.ts";
import { drawInto } from "../../kit/view.ts";
import type { InRoom } from "../../room/engine/hooks.ts";
import { createAttempts } from "../../room/rooms/attempts.ts";

export const talk: InRoom = {
  start(room, words) {
    const load = createAttempts(async () => {
      const talker = await fetchJson(`/talk/${words.language}`);
      const { mountTalk } = await importLate(talker.script);
      words.add(talker.words);
      mountTalk(room, words, talker, { html, drawInto });
    });
    const follow = () => room.state.talk?.mine && void load();
    room.subscribe(follow);
    follow();
  },
};
