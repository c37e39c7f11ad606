/** Shows hosts and interpreters, in a menu, how to join the call beside the session in each language. */

import { html, nothing } from "lit-html";
import { drawInto } from "../../kit/view.ts";
import { msgIn, type Words } from "../../kit/words.ts";
import type { Lectern } from "../../live/console/lectern.ts";
import type { CallDetails } from "../engine/wire.ts";

export function mountCallMenu(element: HTMLElement, lectern: Lectern) {
  return drawInto(element, () => callMenu(lectern), lectern.onChange);
}

/** Draws the menu; nothing if there is no call now. */
export function callMenu({ room: { state }, words }: Lectern) {
  const { call: { entries }, me, room } = state;
  if (!entries.length) return nothing;
  return html`<details class="menu console-call" data-menu>
    <summary class="button quiet">${words.say(msgIn("beside a session", "Call"))}</summary>
    <div class="menu-list">
      ${entries.map((entry) => html`<div class="call-entry">
        ${heading(entry, entries.length, words)} ${entryLines(entry, words)}
      </div>`)}
      ${me.role === "host" ? html`<p><a href="/desk/${room.code}/call" target="_blank" rel="noopener">${words.say("Change the call")}</a></p>` : nothing}
    </div>
  </details>`;
}

/** Names the entry's readers, unless there is only one entry, for all. */
function heading({ language }: CallDetails, count: number, words: Words) {
  if (!language && count === 1) return nothing;
  return html`<p><b>${language ? words.nameOf(language) : words.say("All other languages")}</b></p>`;
}

function entryLines({ link, phone, pin, note }: CallDetails, words: Words) {
  return html`${link
    ? html`<p><a class="button quiet" href=${link} target="_blank" rel="noopener"><span>${words.say("Open the call:")} <bdi>${new URL(link).host}</bdi></span><span class="unseen"> (${words.say("in its own window")})</span></a></p>`
    : nothing}
  ${phone ? html`<p><a class="button quiet" href="tel:${phone.replace(/[^+\d]/g, "")}"><bdi>${phone}</bdi></a></p>` : nothing}
  ${pin ? html`<p>${words.say("PIN:")} <bdi>${pin}</bdi></p>` : nothing}
  ${note ? html`<p class="call-note"><bdi>${note}</bdi></p>` : nothing}`;
}
