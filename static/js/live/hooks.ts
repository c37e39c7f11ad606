// @ts-check
/**
 * Everything that a feature may add in the browser: the fields of its objects. Types only.
 *
 * A feature has up to four, one for each bundle that needs a part of it, so that a phone does not
 * load what only a console shows. Each is exported by a file of the feature's folder and named in
 * the one list of its bundle, in the order in which the page draws them. Every field may be left out.
 *
 * | object | exported by | listed in |
 * | --- | --- | --- |
 * | `Feature` | `<feature>/feature.js` | `live/features.js`: every page that has a room |
 * | `InRoom` | `<feature>/participant.js` | `rooms/features.js`: a participant's room, after the first screen |
 * | `OnConsole` | `<feature>/console.js` | `console/features.js` |
 * | `OnStage` | `<feature>/stage.js` | `stage/features.js` |
 */

/** @typedef {import("./types.js").Snapshot} Snapshot */
/** @typedef {import("./store.js").State} State */
/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("../lib/words.js").Words} Words */

/**
 * What the store and the outbox need to know. A part of the snapshot whose broadcasts say by
 * themselves how they are applied (`part`) needs none of it.
 *
 * @typedef {object} Feature
 * @property {Record<string, (state: Snapshot, body: any) => Partial<Snapshot>>} [reduce] by broadcast: the
 *   parts of the state that it changes. Two features may not claim the same broadcast.
 * @property {Record<string, string>} [newest] broadcasts out of sequence, of which only the newest
 *   counts: by broadcast, the field that says what it is about, "" where it has none
 * @property {Record<string, string>} [about] commands of which only the newest counts, so that it
 *   replaces one that still waits: by command, the field that says what it is about, or ""
 * @property {string[]} [kept] commands that outlive the page while they wait
 * @property {Record<string, string>} [echo] by command: the broadcast that its acknowledgement stands
 *   for, should that be lost; its body is the command's fields
 */

/**
 * What the parts of a participant's room share.
 *
 * @typedef {object} Shared
 * @property {import("../rooms/screen.js").Screen} screen
 * @property {import("../rooms/drafts.js").Drafts} drafts
 * @property {import("../rooms/guide.js").Guide} guide
 */
/**
 * A feature in a participant's room, loaded once the first screen is usable.
 *
 * @typedef {object} InRoom
 * @property {(room: Room, words: Words, shared: Shared) => void} [start] called before it is mounted
 * @property {Record<string, import("../lib/dom.js").Mount<Shared>>} [mounts] by the name in `data-mount`
 * @property {Place} [place] its place among those at the foot
 * @property {Offer} [offer] the bar above the places; the features' order decides which is shown
 * @property {import("../rooms/news.js").Teller} [teller] says to screen readers what has changed
 *
 * @typedef {object} Place
 * @property {string} name the id of its section, and where its link at the foot leads
 * @property {(state: State) => number} [count] the number at its link; nothing for 0
 * @property {(state: State) => boolean} [isShown] for a place that is there only at times
 *
 * @typedef {{place: string, shown: number}} Where the place and the slide that are looked at
 * @typedef {(state: State, where: Where) => {place: string, word: string} | null} Offer
 *   what waits for an answer and is not on the screen, and the key of its words
 */

/** @typedef {import("../console/lectern.js").Lectern} Lectern */
/** @typedef {import("../console/view.js").Texts} Texts */
/**
 * A feature on the console.
 *
 * @typedef {object} OnConsole
 * @property {(lectern: Lectern, texts: Texts) => unknown} [start] called once the console is drawn
 * @property {Record<string, (element: HTMLElement, lectern: Lectern, texts: Texts) => unknown>} [panels]
 *   by the id of its tab; mounted where this member's console has the tab
 * @property {Record<string, (state: Snapshot) => number>} [counts] numbers on the tabs, by the name in
 *   `data-count`; nothing for 0
 * @property {(lectern: Lectern) => unknown} [figures] drawn in the bar, anew each second
 * @property {(lectern: Lectern) => unknown} [above] drawn above the list of people
 * @property {Partial<Record<import("../console/keys.js").KeyAction, KeyPress>>} [keys] what a key
 *   of console/keys.js does
 *
 * @typedef {{panel: string, press: (lectern: Lectern) => unknown}} KeyPress `panel` is the tab that
 *   comes to the front first
 */

/** @typedef {import("./types.js").Deck} Deck */
/**
 * A feature on the projector.
 *
 * @typedef {object} OnStage
 * @property {Record<string, Scene>} [scenes] what hosts can bring there instead of the slide, by kind
 * @property {Draw} [takeover] takes the whole stage by itself while it lasts, such as a break
 * @property {Draw} [overlay] stands beside whatever is shown, such as a countdown
 * @property {Draw} [lane] stands beside it in each language of the stage
 *
 * @typedef {object} Scene
 * @property {Draw} draw
 * @property {boolean} [isOnce] it is the same in every language of the stage, so drawn once
 *
 * @typedef {(state: State, deck: Deck, words: Words, now: number, wordsIn: import("../stage/words.js").WordsIn) => unknown} Draw
 *   undefined where there is nothing to show now. `words` are in the deck's language, `now` is the
 *   server's time in ms.
 */

export {};
