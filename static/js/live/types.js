// @ts-check
/** The shapes on the wire, as docs/wire.md lists them. Types only. */

/**
 * @typedef {"host" | "presenter" | "moderator" | "interpreter" | "participant"} Role
 * @typedef {"everyone" | "hosts"} Audience
 *
 * @typedef {object} RoomView
 * @property {string} code
 * @property {string} title
 * @property {"planned" | "live" | "ended"} state
 * @property {number} slide counted from 0
 * @property {number} slides how many there are
 * @property {string | null} started_at
 * @property {string | null} ended_at
 * @property {number} planned_minutes
 * @property {string} deck content hash of the deck
 * @property {number[]} parts the slides at which the parts of the deck begin
 * @property {string[]} languages
 *
 * @typedef {{member: number, name: string, role: Role, language: string}} Me
 *
 * @typedef {object} PollView
 * @property {string} poll
 * @property {number | null} slide
 * @property {"single" | "several" | "scale"} kind
 * @property {boolean} quiz
 * @property {"draft" | "open" | "closed" | "revealed"} state
 * @property {string[]} options
 * @property {Record<string, PollText> | null} texts only of polls made on the spot
 * @property {string | null} opened_at
 * @property {string | null} closed_at
 * @property {number} [used_on] not on the wire: the slide at which this screen saw it made, opened or closed last
 * @property {string[] | null} [mine] absent from broadcasts and for hosts
 * @property {Record<string, number>} [tally]
 * @property {number} [voters]
 * @property {string[]} [correct]
 * @property {Record<string, string>} [why] sanitised HTML by language
 *
 * @typedef {{question: string, labels: Record<string, string>}} PollText
 *
 * @typedef {"agree" | "disagree" | "abstain"} StepAnswer
 * @typedef {Record<StepAnswer, number>} Counts
 * @typedef {object} StepView
 * @property {number} step
 * @property {string} text
 * @property {string} language
 * @property {"proposed" | "put" | "agreed" | "dropped"} state
 * @property {string} proposed_by
 * @property {Counts} counts
 * @property {{answer: StepAnswer, reason: string} | null} [mine] absent from broadcasts
 * @property {string} owner
 * @property {string | null} due
 * @property {string | null} draft whose words in each language are in the deck
 * @property {Reason[]} [reasons] hosts only
 *
 * @typedef {{member: number, name: string, answer: StepAnswer, reason: string}} Reason
 *
 * @typedef {object} PeopleView
 * @property {number} here
 * @property {number} lost
 * @property {number} joined
 * @property {Record<string, number>} languages
 * @property {Person[]} members
 *
 * @typedef {{member: number, name: string, language: string, role: Role, state: "here" | "lost" | "away"}} Person
 *
 * @typedef {object} Snapshot
 * @property {number} version
 * @property {Partial<Record<Audience, number>>} said hosts' only for hosts
 * @property {string} now
 * @property {RoomView} room
 * @property {Me} me
 * @property {PollView[]} polls
 * @property {StepView[]} steps
 * @property {PeopleView | null} people
 * @property {PlanView | null} plan only for those who present or interpret
 * @property {DraftView[] | null} drafts hosts only
 * @property {LobbyView | null} lobby hosts only
 * @property {import("../questions/types.js").QuestionsPart} questions
 * @property {import("../chat/types.js").ChatPart} chat
 * @property {{kind: string | null, key: string | null}} stage what is on it instead of the slide
 * @property {SignalsView} [signals]
 * @property {{now: import("../timing/clock.js").Now | null}} [timing]
 *
 * @typedef {object} SignalsView
 * @property {Record<string, number>} reactions
 * @property {import("../signals/queue.js").Hand[]} [hands] for hosts, as all down to `interpreters`
 * @property {number} [up]
 * @property {import("../signals/pace.js").PaceGroup[]} [slower]
 * @property {import("../signals/pace.js").PaceGroup[]} [unclear]
 * @property {{language: string, at: number}[]} [interpreters]
 * @property {"up" | "called" | null} [hand] the member's own, as all that follows
 * @property {number | null} [slower_at]
 * @property {number | null} [unclear_at]
 *
 * @typedef {object} LobbyView
 * @property {"open" | "admit"} mode
 * @property {number} names
 * @property {WaitingView[]} items
 * @property {{member: number, name: string}[]} removed
 *
 * @typedef {object} WaitingView
 * @property {number} id
 * @property {string} name
 * @property {string} language
 * @property {string | null} since
 * @property {"good" | "enough" | "slow" | null} link
 * @property {boolean | null} expected null where there is no list
 *
 * @typedef {{draft: string, step: number | null}} DraftView a draft of the programme, and the step made of it
 *
 * @typedef {object} PlanPart
 * @property {string} title
 * @property {string} language
 * @property {number} first the slide at which it begins
 * @property {number} minutes
 * @property {number} spent seconds, up to the snapshot
 * @property {boolean} keeps_answers
 *
 * @typedef {object} PlanView
 * @property {number[]} minutes planned for each slide; all 0 where no slide is planned by itself
 * @property {PlanPart[]} parts
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
 * @property {"single" | "several" | "scale"} kind
 * @property {boolean} quiz
 * @property {string} question
 * @property {string} language
 * @property {Record<string, string>} labels
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
