/** Keeps four places at the foot of a phone: if there are more, the last is a button that shows the others. */

import { html, render } from "lit-html";
import { iconOf } from "../../kit/icons.ts";
import type { Words } from "../../kit/words.ts";
import type { Shared } from "../engine/hooks.ts";
import type { Room } from "../engine/room.ts";
import { drawCount } from "./count_badge.ts";
import { makeOpener } from "./opener.ts";

const MOST_PLACES = 4;

export function mountMore(nav: HTMLElement, room: Room, words: Words, { screen, guide }: Shared) {
  const links = [...nav.querySelectorAll("a")];
  const nameOf = (link: HTMLAnchorElement) => link.hash.slice(1);
  const countOf = (link: HTMLAnchorElement) =>
    guide.places.find(({ name }) => name === nameOf(link))?.count?.(room.state) ?? 0;
  const more = document.createElement("button");
  more.type = "button";
  more.className = "dock-place dock-more";
  render(html`${iconOf("M5 12v.1M12 12v.1M19 12v.1", 20)}<span>${words.say("More")}</span>`, more);
  nav.append(more);
  makeOpener(more);

  /** The place that the reader was in last, besides the slide and the polls. */
  let last = "";

  /** Leaves room for the slide, the polls and one more place: newcomers do not push away where the reader is. */
  function draw() {
    const shownLinks = links.filter((link) => !link.hidden);
    const isFull = shownLinks.length > MOST_PLACES;
    if (shownLinks.slice(2).some((link) => nameOf(link) === screen.place)) last = screen.place;
    const third = shownLinks.find((link) => nameOf(link) === last) ?? shownLinks[2];
    const late = shownLinks.filter((link, index) => isFull && index > 1 && link !== third);
    for (const link of links) link.toggleAttribute("data-late", late.includes(link));
    more.hidden = !isFull;
    more.setAttribute("aria-expanded", String(nav.hasAttribute("data-all")));
    more.setAttribute("aria-current", String(late.some((link) => nameOf(link) === screen.place)));
    drawCount(more, late.reduce((sum, link) => sum + countOf(link), 0), words);
  }

  draw();
  return screen.subscribe(draw);
}
