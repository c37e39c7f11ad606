// @ts-check
/** A participant's room: puts the features together on the page that the server rendered. */

import { offerMeanings } from "../glossary/terms.js";
import { announce, mountAll, pageWords, readJson, tameMenus } from "../lib/dom.js";
import { shelf } from "../lib/storage.js";
import { serverClock } from "../live/clock.js";
import { openRoom } from "../live/room.js";
import { createChoices } from "../polls/choices.js";
import { mountOtherPolls, mountPollHere } from "../polls/polls.js";
import { createDrafts } from "../rooms/drafts.js";
import { mountEnded } from "../rooms/ended.js";
import { mountLanguage } from "../rooms/language.js";
import { mountLink } from "../rooms/link.js";
import { newsBetween } from "../rooms/news.js";
import { mountPlaces } from "../rooms/places.js";
import { createScreen } from "../rooms/screen.js";
import { mountTextSize } from "../rooms/text_size.js";
import { openDecks } from "../slides/decks.js";
import { keepHandouts } from "../slides/handout.js";
import { mountSlide, mountSlideFoot } from "../slides/slide.js";
import { mountSteps } from "../steps/steps.js";

/** @typedef {import("../lib/dom.js").Mount} Mount */

const words = pageWords();
const room = openRoom({ seat: document.body.dataset.seat ?? "", snapshot: readJson("snapshot") });
const { code } = room.state.room;
const screen = createScreen(room, openDecks(room.state.room, () => room.state.room.slide));
const drafts = createDrafts(shelf("sessionStorage"), `${code}.${room.state.me.member}`);
const choices = createChoices(drafts, () => room.waiting, screen.redraw);
const shared = { screen, drafts, choices, now: serverClock(room) };

/**
 * A feature that needs what several of them share.
 * @param {(...parts: [...Parameters<Mount>, typeof shared]) => () => void} mount
 * @returns {Mount}
 */
const sharing = (mount) => (...parts) => mount(...parts, shared);

mountAll(
  {
    "rooms/text_size": mountTextSize,
    "rooms/language": mountLanguage,
    "rooms/link": mountLink,
    "rooms/ended": sharing(mountEnded),
    "rooms/places": sharing(mountPlaces),
    "slides/slide": sharing(mountSlide),
    "slides/foot": sharing(mountSlideFoot),
    "polls/here": sharing(mountPollHere),
    "polls/others": sharing(mountOtherPolls),
    "steps/steps": sharing(mountSteps),
  },
  room,
  words,
);
tameMenus();
offerMeanings();
keepHandouts();
sayWhatHappens();

function sayWhatHappens() {
  const titleOf = (/** @type {number} */ slide) => screen.deck?.slides[slide]?.title ?? "";
  const questionOf = (/** @type {string} */ key) =>
    screen.deck?.slides.find((slide) => slide?.poll?.poll === key)?.title ?? "";
  const moment = () => ({ state: { ...room.state, steps: screen.steps }, connection: room.connection });
  let before = moment();
  room.subscribe(() => {
    const now = moment();
    const news = newsBetween(before, now, { titleOf, questionOf });
    before = now;
    if (news.length) announce(news.map(([key, values]) => words.say(key, values)).join(". "));
  });
}
