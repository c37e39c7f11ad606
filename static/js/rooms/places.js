// @ts-check
/** The places of a room at the foot of a phone, and the offer to answer what is open elsewhere. */

import { focusOn } from "../lib/dom.js";
import { offerOf } from "./guide.js";

/** @typedef {import("../live/room.js").Room} Room */
/** @typedef {import("../lib/words.js").Words} Words */
/** @typedef {{screen: import("./screen.js").Screen, guide: import("./guide.js").Guide}} Shared */

/**
 * The server has drawn the links, those of features that are loaded later, too: nothing moves when
 * they come.
 *
 * @param {HTMLElement} element
 * @param {Room} room
 * @param {Words} words
 * @param {Shared} shared
 */
export function mountPlaces(element, room, words, { screen, guide }) {
  const main = /** @type {HTMLElement} */ (document.getElementById("main"));
  const nav = /** @type {HTMLElement} */ (element.querySelector("nav"));
  const button = /** @type {HTMLButtonElement} */ (element.querySelector(".dock-offer"));
  const links = [...nav.querySelectorAll("a")];
  const nameOf = (/** @type {HTMLAnchorElement} */ link) => link.hash.slice(1);
  const offer = () => offerOf(guide.offers, room.state, screen);

  function draw() {
    for (const link of links) drawLink(link, guide.places.find(({ name }) => name === nameOf(link)));
    if (links.some((link) => link.hidden && nameOf(link) === screen.place)) return screen.go("slides");
    nav.toggleAttribute("data-many", links.filter((link) => !link.hidden).length > 4);
    main.dataset.place = screen.place;
    for (const section of main.querySelectorAll(".place")) {
      const link = links.find((one) => nameOf(one) === section.id);
      section.toggleAttribute("data-here", section.id === screen.place);
      section.toggleAttribute("hidden", link?.hidden === true);
    }
    const offered = offer();
    button.hidden = !offered;
    button.textContent = offered && words.say(offered.word);
  }

  /** @param {HTMLAnchorElement} link @param {import("./guide.js").Place | undefined} place */
  function drawLink(link, place) {
    link.setAttribute("aria-current", nameOf(link) === screen.place ? "true" : "false");
    if (!place) return;
    link.hidden = place.isShown?.(room.state) === false;
    const count = place.count?.(room.state) ?? 0;
    const badge = link.querySelector(".count") ?? document.createElement("b");
    badge.className = "count";
    badge.textContent = words.number(count);
    if (count) link.append(badge);
    else badge.remove();
  }

  /** @param {Event} event */
  function go(event) {
    event.preventDefault();
    show(nameOf(/** @type {HTMLAnchorElement} */ (event.currentTarget)));
  }

  function answer() {
    const offered = offer();
    if (!offered) return;
    if (offered.place === "slides") screen.follow();
    show(offered.place);
  }

  /** @param {string} name */
  function show(name) {
    screen.go(name);
    scrollTo(0, 0);
    const section = document.getElementById(name);
    focusOn(section?.querySelector("h2") ?? section);
  }

  for (const link of links) link.addEventListener("click", go);
  button.addEventListener("click", answer);
  const stop = screen.subscribe(draw);
  draw();
  // What sticks above the places has to know how high they are: words wrap in some languages.
  const observer = new ResizeObserver(() => {
    document.documentElement.style.setProperty("--dock", `${element.offsetHeight}px`);
  });
  observer.observe(element);
  return () => {
    for (const link of links) link.removeEventListener("click", go);
    button.removeEventListener("click", answer);
    stop();
    observer.disconnect();
  };
}
