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
 * @typedef {"single" | "several" | "scale" | "ranking" | "points" | "numeric" | "text" | "cloud" | "matching" | "sorting"} PollKind
 *
 * @typedef {object} PollView
 * @property {string} poll
 * @property {number | null} slide
 * @property {PollKind} kind
 * @property {boolean} quiz
 * @property {"draft" | "open" | "closed" | "revealed"} state
 * @property {string[]} options
 * @property {Record<string, PollText> | null} texts only of polls made on the spot
 * @property {string | null} opened_at
 * @property {string | null} closed_at
 * @property {number} [used_on] not on the wire: the slide at which this screen saw it made, opened or closed last
 * @property {true} [anonymous] nobody keeps who chose what: a vote is final, and `mine` says only that there is one
 * @property {true} [abstain] it may be abstained
 * @property {number} [points] what may be shared out
 * @property {number} [seconds] the countdown that its author wants
 * @property {string} [closes_at] when the running countdown ends
 * @property {2} [round] the second round of the poll `first`
 * @property {string} [first]
 * @property {string[] | null} [mine] absent from broadcasts and for hosts; a ranking's in order; empty where `answer` says it
 * @property {PollAnswer} [answer]
 * @property {Reply[]} [replies] for participants those that a host has shown
 * @property {Record<string, number>} [tally]
 * @property {number} [voters]
 * @property {string[]} [correct]
 * @property {Record<string, string>} [why] sanitised HTML by language
 * @property {Figures} [figures]
 * @property {{value: number, tolerance: number}} [right] of a numeric quiz
 * @property {Record<string, LanguageResult>} [languages] hosts only
 *
 * @typedef {object} PollAnswer one of these keys is there
 * @property {Record<string, number>} [points]
 * @property {number} [number]
 * @property {string[]} [words]
 * @property {string} [text]
 * @property {boolean} [abstain]
 *
 * @typedef {object} Figures
 * @property {number} [abstained]
 * @property {Record<string, number>} [scores] a ranking's, by Borda's count
 * @property {Numbers} [numbers]
 * @property {CloudWord[]} [words] the most frequent first
 * @property {{both: number, stayed: number, to_right?: number, to_wrong?: number}} [changed] hosts only
 * @property {true} [few] an anonymous poll with fewer than five answers has no result
 *
 * @typedef {object} Numbers
 * @property {number} count
 * @property {number} mean
 * @property {number} median
 * @property {number} min
 * @property {number} max
 * @property {{low: number, high: number, count: number}[]} bins
 * @property {number} [right] how many were right in a quiz
 *
 * @typedef {{id: string, word: string, language: string, count: number, hidden?: true}} CloudWord
 * @typedef {"waiting" | "shown" | "hidden"} ReplyState
 * @typedef {{id: string, text: string, language: string, state?: ReplyState, member?: number}} Reply `state` and `member` for hosts
 * @typedef {{voters: number, right?: number, tally?: Record<string, number>}} LanguageResult
 *
 * @typedef {{question: string, labels: Record<string, string>}} PollText
 *
 * @typedef {"agree" | "reserve" | "disagree" | "abstain" | "must_ask"} StepAnswer
 * @typedef {"proposed" | "put" | "closed" | "agreed" | "owned" | "in_progress" | "done" | "blocked" | "dropped"} StepState
 * @typedef {Record<StepAnswer, number>} Counts
 * @typedef {"consent" | "majority" | "two_thirds" | "owners"} Rule
 * @typedef {"agreed" | "not_agreed" | "no_quorum"} Verdict
 * @typedef {object} StepView
 * @property {number} step
 * @property {StepState} state
 * @property {string} text the original, in `language`
 * @property {string} language
 * @property {Record<string, string>} texts translations; in a participant's snapshot only that into their language
 * @property {Record<string, number>} revisions by language: what to name when it is worded anew
 * @property {number} version of the wording
 * @property {number} ballot other answers count in each
 * @property {string} proposed_by
 * @property {number} proposer the member's number
 * @property {string | null} draft of the programme, that it was made of
 * @property {Counts} counts
 * @property {OwnerView[]} owners
 * @property {string | null} due
 * @property {string | null} check_back
 * @property {string} indicator
 * @property {string} evidence that is wanted
 * @property {number} details how often these were changed
 * @property {number | null} merged_into
 * @property {OutcomeView | null} outcome of the last ballot
 * @property {MyAnswer | null} [mine] absent from broadcasts
 * @property {Reason[]} [reasons] for hosts, and for everybody where the session shares them
 *
 * @typedef {{answer: StepAnswer, reason: string, is_late: boolean}} MyAnswer
 * @typedef {{member: number, name: string, answer: StepAnswer, reason: string, language: string}} Reason
 *
 * @typedef {object} OwnerView
 * @property {number} owner
 * @property {string} role
 * @property {number | null} member null for a role that nobody here holds
 * @property {string} name
 * @property {"asked" | "accepted" | "declined"} state
 * @property {string} reason
 * @property {string} proposed_by
 * @property {string | null} paper_by the host who says that it was accepted on paper
 *
 * @typedef {object} OutcomeView
 * @property {number} ballot
 * @property {number} version
 * @property {Rule} rule
 * @property {number} present
 * @property {number} answered
 * @property {number} quorum how many of those present had to answer
 * @property {number} needed how many agreements, or acceptances
 * @property {Counts} counts
 * @property {number} late
 * @property {number} owners
 * @property {number} owners_accepted
 * @property {Verdict} computed by the rule
 * @property {Verdict} recorded
 * @property {string} reason of a host who recorded another one
 * @property {string | null} overruled_by
 *
 * @typedef {{rule: Rule, quorum: number, shares_reasons: boolean}} TermsView `quorum` in percent of those present
 *
 * @typedef {object} PeopleView
 * @property {number} here
 * @property {number} lost
 * @property {number} joined
 * @property {Record<string, number>} languages
 * @property {Person[]} members
 *
 * @typedef {{member: number, name: string, language: string, role: Role, state: "here" | "lost" | "away", hall?: string}} Person
 *
 * @typedef {object} Snapshot
 * @property {number} version
 * @property {Partial<Record<Audience, number>>} said hosts' only for hosts
 * @property {string} now
 * @property {string} tag names all of it but `now`
 * @property {RoomView} room
 * @property {Me} me
 * @property {PollView[]} polls
 * @property {StepView[]} steps
 * @property {TermsView} terms how the session agrees
 * @property {PeopleView | null} people
 * @property {PlanView | null} plan only for those who present or interpret
 * @property {DraftView[] | null} drafts hosts only
 * @property {{items: TestView[]} | null} [tests] null where the programme has none
 * @property {{items: HallView[]} | null} [halls] all for hosts, for a facilitator the own one
 * @property {LobbyView | null} lobby hosts only
 * @property {import("../questions/types.js").QuestionsPart} questions
 * @property {import("../chat/types.js").ChatPart} chat
 * @property {{kind: string | null, key: string | null}} stage what is on it instead of the slide
 * @property {{holder: number | null, offered: number | null} | null} [floor] who presents now, and to whom it is offered; hosts only
 * @property {LineView | null} [captions] the newest line in the reader's language; participants only
 * @property {Record<string, LaneView> | null} [lanes] by language; hosts only
 * @property {SignalsView} [signals]
 * @property {{now: import("../timing/clock.js").Now | null}} [timing]
 * @property {{spot: import("../pointer/spots.js").Spot | null}} [pointer] in no snapshot: only what was said since
 *
 * @typedef {{id: number, text: string, before: string}} LineView `before` is the line before it
 * @typedef {LineView & {holder: number | null, offered: boolean}} LaneView `id` is 0 before the first line
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
 * @typedef {object} TestView
 * @property {string} id the part of the programme
 * @property {"pre" | "post"} role
 * @property {"waiting" | "open" | "over"} state
 * @property {number} of how many questions it has
 * @property {number} days
 * @property {string | null} closes_at
 * @property {number} [started] hosts only
 * @property {number} [handed_in] hosts only
 * @property {number} [answered] the member's own
 * @property {boolean} [done] the member has handed it in
 *
 * @typedef {{id: number, name: string, facilitator: number, facilitator_name: string, people: number, listed: number}} HallView
 * @typedef {object} LobbyView
 * @property {"open" | "admit" | "closed"} mode
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
