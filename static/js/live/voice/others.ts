/** Says who speaks besides the one who is heard. */

import { html } from "lit-html";

import { isolated } from "../../kit/texts.ts";
import type { Lectern } from "../console/lectern.ts";
import { channelName, channelOf, channelsOf } from "./channels.ts";
import type { Hearing } from "./hearing.ts";

/** @param isOther whether the holder of a channel is somebody to name */
export function otherSpeakers({ room, words }: Lectern, hearing: Hearing, isOther: (holder: number | null) => boolean) {
  const speakers = channelsOf(room.state).filter(([channel, { holder }]) => channel !== hearing.channel && isOther(holder));
  return speakers.map(([channel, { name }]) => {
    const text = words.say("{channel}: {name}", { name: isolated(name ?? ""), channel: channelName(words, channel) });
    return html`<p class="voice-other" title=${text}>${text}</p>`;
  });
}
