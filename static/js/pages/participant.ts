// @ts-check
/**
 * A participant's room: what the first screen needs, put together on the page that the server
 * rendered. Everything else is in rooms/extras.js and comes later.
 */

import { announce, keepFocus, mountAll, pageWords, readJson, tameMenus } from "../lib/dom.js";
import { shelf } from "../lib/storage.js";
import { openRoom } from "../live/room.js";
import { createChoices } from "../polls/choices.js";
import { pollOffer, pollsPlace } from "../polls/open.js";
import { mountOtherPolls, mountPollHere } from "../polls/polls.js";
import { createDrafts } from "../rooms/drafts.js";
import { mountLanguage } from "../rooms/language.js";
import { loadLater } from "../rooms/later.js";
import { linkMount } from "../rooms/link.js";
import { connectionNews, newsBetween, pollNews, slideNews } from "../rooms/news.js";
import { mountPlaces } from "../rooms/places.js";
import { createScreen } from "../rooms/screen.js";
import { openDecks } from "../slides/decks.js";
import { keepHandouts } from "../slides/handout.js";
import { mountSlide, mountSlideFoot } from "../slides/slide.js";

const words = pageWords();
const room = openRoom({ seat: document.body.dataset.seat ?? "", snapshot: readJson("snapshot") });
const { code } = room.state.room;
const screen = createScreen(room, openDecks(room.state.room, () => room.state.room.slide));
const drafts = createDrafts(shelf("sessionStorage"), `${code}.${room.state.me.member}`);
const choices = createChoices(drafts, () => room.waiting, screen.redraw);
/** @type {import("../rooms/guide.js").Guide} */
const guide = {
  places: [pollsPlace],
  offers: [pollOffer],
  tellers: [connectionNews, slideNews, pollNews],
};
const shared = { screen, drafts, choices, guide };

mountAll(
  {
    "rooms/language": mountLanguage,
    "rooms/link": linkMount("connection"),
    "rooms/places": mountPlaces,
    "slides/slide": mountSlide,
    "slides/foot": mountSlideFoot,
    "polls/here": mountPollHere,
    "polls/others": mountOtherPolls,
  },
  room,
  words,
  shared,
);
document.body.dataset.runs = "";
tameMenus();
keepHandouts();
showState();
sayWhatHappens();
loadLater(room, words, shared);

/** Planned, live, ended: which part of the page is there. */
function showState() {
  const { body } = document;
  const show = () => {
    const { state } = room.state.room;
    // Looking where the focus is costs a layout of the page: not with all that is heard.
    if (body.dataset.state !== state) keepFocus(body, () => (body.dataset.state = state));
  };
  room.subscribe(show);
  show();
}

function sayWhatHappens() {
  const titleOf = (/** @type {number} */ slide) => screen.deck?.slides[slide]?.title ?? "";
  const questionOf = (/** @type {string} */ key) =>
    screen.deck?.slides.find((slide) => slide?.poll?.poll === key)?.title ?? "";
  const isInSight = (/** @type {string} */ mount) => Boolean(document.querySelector(`[data-mount="polls/${mount}"]`)?.getClientRects().length);
  const speaks = (/** @type {import("../live/types.js").PollView} */ { slide }) =>
    isInSight(slide === screen.shown ? "here" : "others") && [screen.shown, null].includes(slide);
  const moment = () => ({ state: room.state, connection: room.connection });
  let before = moment();
  room.subscribe(() => {
    const now = moment();
    const news = newsBetween(guide.tellers, before, now, { titleOf, questionOf, deck: screen.deck, speaks });
    before = now;
    if (news.length) announce(news.map(([key, values]) => words.say(key, values)).join(". "));
  });
}
