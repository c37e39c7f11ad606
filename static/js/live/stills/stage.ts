/** Adds a host's screen to the projector in place of the slide, and the speaker's picture beside it. */

import { html } from "lit-html";

import { isolated } from "../../kit/texts.ts";
import type { Words } from "../../kit/words.ts";
import type { OnStage } from "../../room/engine/hooks.ts";
import type { State } from "../../room/engine/store.ts";
import type { Deck } from "../../room/engine/types.ts";
import { createFreshness } from "./freshness.ts";
import { createLoader, decode } from "./loader.ts";
import { addressOf, stillOf } from "./shown.ts";

export const stills: OnStage = {
  scenes: { screen: { draw: screenScene, isOnce: true } },
  overlay: speakerOverlay,
};

// The stage draws itself every second.
const [screenLoader, speakerLoader] = [createLoader(() => {}, decode), createLoader(() => {}, decode)];
const isFresh = createFreshness(() => {});

/** Draws nothing until the picture has arrived: the slide stays. */
function screenScene(state: State, _deck: Deck, words: Words): unknown {
  const still = stillOf(state, "screen");
  const image = screenLoader.show(still && addressOf(still));
  if (!still || !image) return undefined;
  const caption = words.say("{name} shows this picture", { name: isolated(still.name) });
  [image.alt, image.lang] = [still.text ?? caption, still.language ?? words.language];
  return html`<figure class="stage-picture">${image}<figcaption>${caption}</figcaption></figure>`;
}

function speakerOverlay(state: State, _deck: Deck, words: Words): unknown {
  const still = stillOf(state, "speaker");
  const image = speakerLoader.show(still && isFresh(still.key) ? addressOf(still) : null);
  if (!still || !image) return undefined;
  image.alt = words.say("Picture of {name}", { name: isolated(still.name) });
  return html`<span class="stage-portrait">${image}</span>`;
}
