/**
 * Draws the places of a room at its foot, and the offer to answer what is open elsewhere. A phone shows one
 * place; a wide screen shows the slide and, if there is something to show, one place beside it.
 */

import { attempt } from "../../kit/attempt.ts";
import { focusOn, keepFocus } from "../../kit/dom.ts";
import { WIDE_SCREEN } from "../../kit/wide_screen.ts";
import type { Words } from "../../kit/words.ts";
import type { Place } from "../engine/hooks.ts";
import type { Room } from "../engine/room.ts";
import { drawCount } from "./count_badge.ts";
import { offerOf, type Guide } from "./guide.ts";
import type { Screen } from "./screen.ts";

type Shared = { screen: Screen; guide: Guide };

/** The height between bar and dock, in px, below which nothing else may stay in sight there: it would cover what is read. */
const TIGHT_PX = 280;

/**
 * Mounts the places. The server has drawn all links, including those of features that load later, so that
 * nothing moves when these arrive.
 */
export function mountPlaces(element: HTMLElement, room: Room, words: Words, { screen, guide }: Shared) {
  const main = document.getElementById("main") as HTMLElement;
  const nav = element.querySelector("nav") as HTMLElement;
  const button = element.querySelector(".dock-offer") as HTMLButtonElement;
  const links = [...nav.querySelectorAll("a")];
  const nameOf = (link: HTMLAnchorElement) => link.hash.slice(1);
  const placeOf = (link: HTMLAnchorElement) => guide.places.find(({ name }) => name === nameOf(link));
  const wide = matchMedia(WIDE_SCREEN);
  /** The place that the participant has chosen, the one that came by itself, and the one that a wide screen shows. */
  let chosen = "";
  let brought = "";
  let side = "";
  /** What the participant has put away does not come again by itself. */
  let putAway = "";

  function offer() {
    if (!wide.matches) return offerOf(guide.offers, room.state, screen);
    const { shown } = screen;
    const unseen = guide.offers.filter((offerAt) => offerAt(room.state, { place: side, shown }));
    const unseenOffer = offerOf(unseen, room.state, { place: "slides", shown });
    if (unseenOffer?.place !== side) return unseenOffer;
    const offerBeside = offerOf(unseen, room.state, { place: side, shown });
    return offerBeside?.isScrolledAway ? offerBeside : null;
  }

  function draw() {
    for (const link of links) attempt(() => drawLink(link, placeOf(link)));
    if (links.some((link) => link.hidden && nameOf(link) === screen.place)) return screen.go("slides");
    if (screen.place !== "slides") chosen = screen.place;
    const isGone = (name: string) => links.some((link) => link.hidden && nameOf(link) === name);
    if (isGone(chosen)) chosen = "";
    if (isGone(brought)) brought = "";
    side = chosen || brought || (main.querySelector("#polls[data-empty]") ? "" : "polls");
    if (wide.matches) bring();
    const current = wide.matches ? side : screen.place;
    for (const link of links) link.setAttribute("aria-current", String(nameOf(link) === current));
    main.dataset.place = screen.place;
    for (const section of main.querySelectorAll(".place")) {
      const link = links.find((candidate) => nameOf(candidate) === section.id);
      section.toggleAttribute("data-here", section.id === screen.place);
      section.toggleAttribute("data-side", section.id === side);
      section.toggleAttribute("hidden", link?.hidden === true);
    }
    const currentOffer = offer();
    keepFocus(element, () => (button.hidden = !currentOffer));
    button.textContent = currentOffer && [words.say(currentOffer.text), currentOffer.detail].filter(Boolean).join(": ");
    button.dataset.place = currentOffer?.place;
  }

  /** Puts what waits for an answer beside the slide, unless the participant reads something else there. */
  function bring() {
    const waiting = offer()?.place ?? "";
    if (!waiting) putAway = "";
    const { shown } = screen;
    // One that is still unanswered is not replaced by the next.
    const isNeeded = guide.offers.some((offerAt) => offerAt(room.state, { place: "slides", shown })?.place === side);
    if (!waiting || waiting === "slides" || waiting === putAway || chosen || isNeeded) return;
    side = brought = waiting;
  }

  function drawLink(link: HTMLAnchorElement, place: Place | undefined) {
    if (!place) return;
    link.hidden = place.isShown?.(room.state) === false;
    drawCount(link, place.count?.(room.state) ?? 0, words);
  }

  function go(event: MouseEvent) {
    event.preventDefault();
    const name = nameOf(event.currentTarget as HTMLAnchorElement);
    if (wide.matches && name === chosen) {
      // Pressed again, it goes, and the slide has the middle. A double press means one.
      if (event.detail < 2) {
        putAway = brought;
        chosen = brought = "";
        screen.go("slides");
      }
    } else show(name);
  }

  function answer() {
    const currentOffer = offer();
    if (!currentOffer) return;
    if (currentOffer.place === "slides") screen.follow();
    show(currentOffer.place);
  }

  function show(name: string) {
    // The chosen place stays beside the slide.
    const isBeside = wide.matches && name !== "slides";
    if (isBeside || !wide.matches) screen.go(name);
    if (!isBeside) scrollTo(0, 0);
    const section = document.getElementById(name);
    focusOn(section?.querySelector("h2") ?? section);
  }

  for (const link of links) link.onclick = go;
  button.onclick = answer;
  wide.addEventListener("change", draw);
  const stop = screen.subscribe(draw);
  draw();
  // Sticky elements between these need their heights, which differ because words wrap in some languages.
  const parts = { dock: element, bar: document.querySelector(".room-bar") as HTMLElement };
  const root = document.documentElement;
  const measure = () => root.toggleAttribute("data-tight", innerHeight - parts.dock.offsetHeight - parts.bar.offsetHeight < TIGHT_PX);
  const observer = new ResizeObserver(() => {
    for (const [name, part] of Object.entries(parts)) {
      root.style.setProperty(`--${name}`, `${part.offsetHeight}px`);
    }
    measure();
  });
  Object.values(parts).forEach((part) => observer.observe(part));
  addEventListener("resize", measure);
  return () => {
    for (const control of [button, ...links]) control.onclick = null;
    wide.removeEventListener("change", draw);
    stop();
    observer.disconnect();
    removeEventListener("resize", measure);
  };
}
