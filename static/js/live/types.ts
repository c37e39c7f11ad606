// @ts-check
/** What a room's scripts share: the shapes on the wire, as a screen holds them, and those of the deck. Types only. */

/** @typedef {import("./wire.ts").Answer} StepAnswer */
/** @typedef {import("./wire.ts").CaptionsView} LineView */
/** @typedef {import("./wire.ts").CloudWord} CloudWord */
/** @typedef {import("./wire.ts").Counts} Counts */
/** @typedef {import("./wire.ts").DraftView} DraftView */
/** @typedef {import("./wire.ts").Figures} Figures */
/** @typedef {import("./wire.ts").HallView} HallView */
/** @typedef {import("./wire.ts").LaneView} LaneView */
/** @typedef {import("./wire.ts").LanguageResult} LanguageResult */
/** @typedef {import("./wire.ts").LobbyView} LobbyView */
/** @typedef {import("./wire.ts").MeView} Me */
/** @typedef {import("./wire.ts").Mine} MyAnswer */
/** @typedef {import("./wire.ts").Numbers} Numbers */
/** @typedef {import("./wire.ts").OutcomeView} OutcomeView */
/** @typedef {import("./wire.ts").OwnerView} OwnerView */
/** @typedef {import("./wire.ts").PeopleView} PeopleView */
/** @typedef {import("./wire.ts").PersonView} Person */
/** @typedef {import("./wire.ts").PlanPart} PlanPart */
/** @typedef {import("./wire.ts").PlanView} PlanView */
/** @typedef {import("./wire.ts").PollAnswer} PollAnswer */
/** @typedef {import("./wire.ts").PollKind} PollKind */
/** @typedef {import("./wire.ts").PollTexts} PollText */
/** @typedef {import("./wire.ts").PollView} SaidPoll */
/** @typedef {import("./wire.ts").ReasonView} Reason */
/** @typedef {import("./wire.ts").Reply} Reply */
/** @typedef {import("./wire.ts").ReplyState} ReplyState */
/** @typedef {import("./wire.ts").Role} Role */
/** @typedef {import("./wire.ts").RoomView} RoomView */
/** @typedef {import("./wire.ts").Rule} Rule */
/** @typedef {import("./wire.ts").SignalsView} SignalsView */
/** @typedef {import("./wire.ts").Snapshot} WholeSnapshot */
/** @typedef {import("./wire.ts").StepState} StepState */
/** @typedef {import("./wire.ts").StepView} StepView */
/** @typedef {import("./wire.ts").TermsView} TermsView */
/** @typedef {import("./wire.ts").TestView} TestView */
/** @typedef {import("./wire.ts").Verdict} Verdict */
/** @typedef {import("./wire.ts").WaitingView} WaitingView */

/**
 * @typedef {"everyone" | "hosts"} Audience those whose broadcasts are numbered
 *
 * @typedef {SaidPoll & {used_on?: number}} PollView `used_on`: the slide at which this screen saw it made, opened or closed last
 *
 * @typedef {"tests" | "halls" | "floor" | "captions" | "lanes" | "signals" | "timing"} Later what the page brings no picture of
 *
 * @typedef {object} Held
 * @property {Partial<Record<Audience, number>>} said hosts' only for hosts
 * @property {PollView[]} polls
 * @property {import("../questions/types.js").QuestionsPart} questions
 * @property {import("./wire.ts").PointerView} [pointer] in no snapshot: only what was said since
 *
 * @typedef {Omit<WholeSnapshot, Later | keyof Held> & Partial<Pick<WholeSnapshot, Later>> & Held} Snapshot
 *
 * @typedef {object} DeckStep
 * @property {string} draft
 * @property {string} text
 * @property {string} owner
 * @property {string} indicator
 * @property {number} days how long it may take, or 0
 * @property {string} language
 *
 * @typedef {object} DeckPoll
 * @property {string} poll
 * @property {PollKind} kind
 * @property {boolean} quiz
 * @property {string} question
 * @property {string} language
 * @property {Record<string, string>} labels
 * @property {true} [anonymous]
 *
 * @typedef {object} DeckSlide
 * @property {string} id
 * @property {string} title
 * @property {string} html sanitised
 * @property {string} handout sanitised, "" unless it is group work
 * @property {string} language the one that was found
 * @property {DeckPoll | null} poll
 * @property {DeckStep[]} steps words of drafts of next steps
 *
 * @typedef {{language: string, slides: DeckSlide[]}} Deck with holes where a part has not come yet
 *
 * @typedef {{ok: boolean, code?: string, retry?: boolean, version?: number}} Answer
 */

export {};
