/**
 * Starts a participant's room: what the first screen needs, on the page that the server rendered. Everything
 * else is in room/rooms/extras.ts and loads later.
 */

import { announce, keepFocus, mountAll, pageWords, readJson, tameMenus } from "../kit/dom.ts";
import { shelf } from "../kit/storage.ts";
import { openRoom } from "../room/engine/room.ts";
import type { PollView } from "../room/engine/types.ts";
import { createChoices } from "../live/polls/choices.ts";
import { pollOffer, pollsPlace } from "../live/polls/open.ts";
import { mountOtherPolls, mountPollHere } from "../live/polls/polls.ts";
import { CONNECTION } from "../room/rooms/connection.ts";
import { createDrafts } from "../room/rooms/drafts.ts";
import type { Guide } from "../room/rooms/guide.ts";
import { mountLanguage } from "../room/rooms/language.ts";
import { loadExtras } from "../room/rooms/extras_loader.ts";
import { linkMount } from "../room/rooms/link.ts";
import { connectionNews, newsBetween, pollNews, slideNews } from "../room/rooms/news.ts";
import { mountPlaces } from "../room/rooms/places.ts";
import { createScreen } from "../room/rooms/screen.ts";
import { openDecks } from "../live/slides/decks.ts";
import { keepHandouts } from "../live/slides/handout.ts";
import { mountPosition, mountSlide, mountSlideFoot } from "../live/slides/slide.ts";

const words = pageWords();
const room = openRoom({ seat: document.body.dataset.seat ?? "", snapshot: readJson("snapshot") });
const { code } = room.state.room;
const screen = createScreen(room, openDecks(room.state.room, () => room.state.room.slide));
const drafts = createDrafts(shelf("sessionStorage"), `${code}.${room.state.me.member}`);
const choices = createChoices(drafts, () => room.waiting, screen.redraw);
const guide: Guide = {
  places: [pollsPlace],
  offers: [pollOffer],
  tellers: [connectionNews, slideNews, pollNews],
};
const shared = { screen, drafts, choices, guide };

mountAll(
  {
    "rooms/language": mountLanguage,
    "rooms/link": linkMount(CONNECTION),
    "rooms/places": mountPlaces,
    "slides/position": mountPosition,
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
loadExtras(room, words, shared);

/** Shows the part of the page for a planned, live or ended session. */
function showState() {
  const { body } = document;
  const show = () => {
    const { state } = room.state.room;
    // Finding the focus costs a layout of the page, so do it only when the state changes.
    if (body.dataset.state !== state) keepFocus(body, () => (body.dataset.state = state));
  };
  room.subscribe(show);
  show();
}

function sayWhatHappens() {
  const titleOf = (slide: number) => screen.deck?.slides[slide]?.title ?? "";
  const questionOf = (key: string) =>
    screen.deck?.slides.find((slide) => slide?.poll?.poll === key)?.title ?? "";
  const isInSight = (mount: string) =>
    Boolean(document.querySelector(`[data-mount="polls/${mount}"]`)?.getClientRects().length);
  const speaks = ({ slide }: PollView) =>
    isInSight(slide === screen.shown ? "here" : "others") && [screen.shown, null].includes(slide);
  const currentMoment = () => ({ state: room.state, connection: room.connection });
  let previous = currentMoment();
  room.subscribe(() => {
    const current = currentMoment();
    const news = newsBetween(guide.tellers, previous, current, { titleOf, questionOf, deck: screen.deck, speaks });
    previous = current;
    if (news.length) announce(news.map(([text, values]) => words.say(text, values)).join(". "));
  });
}
