// @ts-check
/** Captions on the projector: the last two lines in a language of the stage, beside whatever is shown. */

import { html } from "lit-html";

/** @type {import("../live/hooks.js").OnStage} */
export const captions = { lane: lines };

/** @type {import("../live/hooks.js").Draw} */
function lines(state, deck) {
  const lane = state.lanes?.[deck.language];
  if (!lane?.id || state.room.state !== "live") return undefined;
  return html`<div class="stage-captions" lang=${deck.language}>
    ${[lane.before, lane.text].filter(Boolean).map((line) => html`<p dir="auto">${line}</p>`)}
  </div>`;
}
