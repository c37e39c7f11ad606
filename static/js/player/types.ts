// @ts-check
/**
 * What the player plays and whom it tells: the contract between the player and whoever carries it,
 * which is a page kept on a phone, a package on a USB stick, or a package in another system.
 *
 * A bundle of it is a file in `js/players/`: it reads a pack, makes a recorder and calls
 * `play(element, pack, recorder)` of `player/play.js`. It is built as a classic script, so that it
 * runs from `file://` and in frames of other systems. No types need `import`: this file is empty.
 */

/** @typedef {string} Tag a language: en, ru, kk, prs */

/**
 * @typedef {object} Pack as `webinar/offline/pack.py` writes it; texts are cleaned HTML or plain
 * @property {1} format
 * @property {string} id the module's or programme's name
 * @property {string} edition 16 hex digits that change with the content
 * @property {Tag[]} languages the first is shown to those who ask for none of them
 * @property {Record<Tag, string>} title
 * @property {PackPart[]} parts at least one, in order, without tests
 * @property {PackSlide[]} slides
 * @property {Record<Tag, PackTerm[]>} terms those that the slides link to, as `a.term[href$="#id"]`
 * @property {Record<Tag, Record<string, any>>} words of the player itself, see `lib/words.js`
 * @property {Record<string, string>} images by the address in the HTML: what to show instead
 *
 * @typedef {object} PackPart
 * @property {string} id
 * @property {Record<Tag, string>} title
 * @property {number} first number of its first slide in `slides`, from 0
 * @property {number} slides
 *
 * @typedef {object} PackSlide
 * @property {string} id the same in all languages; deeds name it
 * @property {"slide" | "question" | "scenario" | "steps"} kind
 * @property {Record<Tag, SlideText>} text has every language of the pack
 * @property {Record<Tag, number>} needed seconds from which on it was read
 * @property {PackPoll | null} [poll]
 *
 * @typedef {object} SlideText
 * @property {Tag} language the one found, where the wanted one is missing
 * @property {string} title plain
 * @property {string} html
 * @property {string} study HTML that a presenter would have spoken; may be empty
 * @property {string} handout HTML; may be empty
 * @property {PackStep[]} [steps] drafts of next steps, plain
 *
 * @typedef {{text: string, owner: string, indicator: string, days: number}} PackStep
 *
 * @typedef {object} PackPoll
 * @property {import("../live/types.js").PollKind} kind
 * @property {boolean} is_quiz
 * @property {boolean} [is_anonymous] what was answered is told once, and kept by nobody
 * @property {boolean} may_abstain
 * @property {number} points to share out, 0 where nothing is
 * @property {{value: number, tolerance: number} | null} [right]
 * @property {{id: string, is_correct?: boolean}[]} options
 * @property {Record<Tag, PollText>} text
 *
 * @typedef {object} PollText
 * @property {Tag} language the one found
 * @property {string} question plain
 * @property {Record<string, string>} labels by option, plain
 * @property {string} why HTML, empty where there is none or answers are not in the pack
 *
 * @typedef {object} PackTerm
 * @property {string} id
 * @property {string} term
 * @property {string[]} also
 * @property {string} meaning
 * @property {Tag} language the one found
 * @property {Record<Tag, string>} others its names in other languages
 */

/**
 * @typedef {object} Answer the fields of `study.wire.Answer`; only the one of its kind is there
 * @property {string[]} [options] single, several, scale, ranking (in order)
 * @property {Record<string, number>} [points]
 * @property {number} [number]
 * @property {string} [text] of an open question, a scenario or next steps
 * @property {string[]} [words]
 * @property {boolean} [abstain]
 */

/** @typedef {{type: "read", key: string, slide: string, began: number, ended: number, seconds: number}} Read */
/** @typedef {{type: "answered", key: string, item: string, at: number, language: Tag, answer: Answer}} Answered */
/**
 * What a learner did, exactly as `webinar/study/wire.py` takes it. `key` is its name for ever: told
 * twice it counts once. Instants are milliseconds since 1970 by this device.
 * @typedef {Read | Answered} Deed
 */

/**
 * How far somebody is: what `load` gives and `player/progress.js` keeps. Plain JSON.
 * @typedef {object} Saved
 * @property {Tag} language "" where nobody has chosen
 * @property {string} slide the id of the slide to go on at, "" for the first
 * @property {Record<string, number>} seconds by slide
 * @property {string[]} done slides
 * @property {Record<string, Try[]>} answers by item, the oldest first
 *
 * @typedef {{answer: Answer, is_right: boolean | null}} Try null where nothing is right or wrong
 */

/**
 * Whom the player tells. It never asks again for what it told: it keeps its own copy of progress.
 * @typedef {object} Recorder
 * @property {() => Promise<Saved>} load once, before anything is shown
 * @property {(deed: Deed) => Promise<void>} tell keeps it; rejects if it could not be kept, and the
 *   learner is told so: by a `QuotaExceededError` where there is no room, by the message `gone`
 *   where the course is kept no more. For a question this is awaited before the verdict is shown.
 * @property {(slide: string) => void} place the slide that is looked at now, to go on there later
 * @property {(tag: Tag) => void} language chosen now
 * @property {() => void} leave the page goes away, perhaps for good: send what can be sent now
 */

export {};
