/** Draws the line that says who presents now, with what the reader can do about it. */

import { html, nothing } from "lit-html";

import { commandButton, refusalLine } from "../../live/console/control.ts";
import type { Lectern } from "../../live/console/lectern.ts";
import { announce } from "../../kit/dom.ts";
import { every, together } from "../../kit/subscriptions.ts";
import { isolated } from "../../kit/texts.ts";
import { drawInto } from "../../kit/view.ts";
import { msg, msgIn, type Msg, type Words } from "../../kit/words.ts";
import type { Floor, FloorView } from "./floor.ts";

/** Mounts the line. It is empty while only this member could present: there is nobody to hand over to. */
export function mountFloorLine(element: HTMLElement, lectern: Lectern, floor: Floor) {
  const { words } = lectern;
  const loss = createLoss(lectern.now);
  let shownText = "";

  function template() {
    const view = floor.view();
    const isLost = loss.isRecent(view);
    const text = textOf(view, words, isLost);
    if (shownText && shownText !== text && text) announce(text);
    shownText = text;
    if (lectern.room.state.room.state === "ended" || isAlone(view)) return nothing;
    return html`<p class="floor-who" data-mine=${String(view.isMine)} data-lost=${String(isLost)} title=${text}><span aria-hidden="true" class="floor-sign"></span><span>${text}</span></p>
      ${lectern.may("floor.take") ? controls(view) : nothing}
      ${refusalLine(lectern.refusalOf("floor"))}`;
  }

  function controls(view: FloorView) {
    if (view.isForMe) {
      return html`${takeButton(view, msg("Accept"), "")}
        ${commandButton(lectern, { name: "floor", command: "floor.decline", fields: {}, label: words.say("Not now"), look: "quiet" })}`;
    }
    if (!view.isMine && view.isAsked) return takeButton(view, msg("Press again to present"), "stop");
    if (!view.isMine) return takeButton(view, view.holder ? msgIn("presenting", "Take over") : msg("Present now"), "quiet");
    if (view.offered) {
      const label = words.say("Take the offer back");
      return commandButton(lectern, { name: "floor", command: "floor.offer", fields: { member: null }, label, look: "quiet" });
    }
    return heirs(view);
  }

  function takeButton(view: FloorView, label: Msg, look: string) {
    const isOff = !lectern.isFree("floor");
    return html`<button type="button" class="button ${look}" aria-disabled=${String(isOff)} @click=${() => floor.take()}>
      ${words.say(label)}
    </button>`;
  }

  function heirs({ others }: FloorView) {
    const offers = others.map(({ member, name }) =>
      commandButton(lectern, {
        name: "floor",
        command: "floor.offer",
        fields: { member },
        label: words.say("Hand over to {name}", { name: isolated(name) }),
        look: "quiet",
      }),
    );
    if (offers.length < 2) return offers;
    return html`<details class="floor-heirs" data-menu>
      <summary class="button quiet">${words.say("Hand over")}</summary>
      <div class="floor-list">${offers}</div>
    </details>`;
  }

  // Only the clock shows that somebody has been away for long.
  return drawInto(element, template, together(every(5000), lectern.onChange));
}

function isAlone({ holder, isMine, others }: FloorView) {
  return others.length === 0 && (holder === null || isMine);
}

/** For how long the line stands out after somebody has taken over. */
export const LOSS_MS = 15_000;

/** Notices that somebody has taken over from this member. */
export function createLoss(now: () => number) {
  let wasMine = false;
  let since: number | null = null;

  return {
    /** Whether that was a moment ago. */
    isRecent({ isMine, holder }: Pick<FloorView, "isMine" | "holder">): boolean {
      if (wasMine && !isMine && holder) since = now();
      else if (isMine || !holder) since = null;
      wasMine = isMine;
      return since !== null && now() - since < LOSS_MS;
    },
  };
}

function textOf({ holder, isMine, offered, isForMe, isGone, isAsked }: FloorView, words: Words, isLost: boolean) {
  const name = isolated(holder?.name ?? "");
  if (isLost && !isAsked) return words.say("{name} has taken over and presents now", { name });
  if (isForMe) return words.say("{name} hands over to you", { name });
  if (isMine && offered) return words.say("Offered to {name}", { name: isolated(offered.name) });
  if (isMine) return words.say("You are presenting now");
  if (!holder) return words.say("Nobody is presenting yet");
  if (isAsked) return words.say("{name} is presenting. Press once more to take over.", { name });
  return words.say(isGone ? "{name} is presenting and has lost the connection" : "{name} is presenting now", { name });
}
