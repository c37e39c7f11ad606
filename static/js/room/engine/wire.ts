/** The shapes on the wire. Written by python -m tools.wire_types from the server's code. */

export type RoomState = "planned" | "live" | "ended";
export type Role = "host" | "presenter" | "moderator" | "interpreter" | "participant";
export type PollKind =
  | "single"
  | "several"
  | "scale"
  | "ranking"
  | "points"
  | "numeric"
  | "text"
  | "cloud"
  | "matching"
  | "sorting";
export type PollState = "draft" | "open" | "closed" | "revealed";
export type ReplyState = "waiting" | "shown" | "hidden";
export type Rule = "consent" | "majority" | "two_thirds" | "owners";
export type StepState =
  | "proposed"
  | "put"
  | "closed"
  | "agreed"
  | "owned"
  | "in_progress"
  | "done"
  | "blocked"
  | "dropped";
export type OwnerState = "asked" | "accepted" | "declined";
export type Verdict = "agreed" | "not_agreed" | "no_quorum";
export type Answer = "agree" | "reserve" | "disagree" | "abstain" | "must_ask";
export type RoundState = "draft" | "running" | "closed";
export type Split = "language" | "unit" | "random" | "hand";
export type ChatMode = "off" | "hosts" | "everyone";
export type AssessmentRole = "pre" | "post";
export type Stage = "waiting" | "open" | "over";
export type Runs = "activity" | "break";
export type Audience = "everyone" | "hosts" | "member" | "readers";

/**
 * The room as everybody sees it. `slide` counts from 0; `deck` names the deck's content.
 *
 * `parts` says at which slide each part of the deck begins: the modules of a programme.
 */
export interface RoomView {
  code: string;
  title: string;
  state: RoomState;
  slide: number;
  slides: number;
  started_at: string | null;
  ended_at: string | null;
  planned_minutes: number;
  deck: string;
  parts: number[];
  languages: string[];
}

/** The member who asks. `member` is the number that names a member on the wire. */
export interface MeView {
  member: number;
  name: string;
  role: Role;
  language: string;
}

/**
 * For hosts. `minutes` is planned for each slide; all 0 where no slide is planned by itself.
 *
 * `spent` of the parts counts up to the time of the snapshot.
 */
export interface PlanView {
  minutes: number[];
  parts: PlanPart[];
}

/** A part of the programme. `spent` are the seconds that the session was in it so far. */
export interface PlanPart {
  title: string;
  language: string;
  first: number;
  minutes: number;
  spent: number;
  keeps_answers: boolean;
}

/**
 * A poll. From `tally` on: there for hosts always, for participants once revealed.
 *
 * `texts` is null for a poll of the module: the deck has its words. `mine` are the options of the
 * member's own vote (a ranking's in order; none where `answer` says it, or where nobody keeps it:
 * in an anonymous poll), null without a vote; both are absent from broadcasts. Keys that say
 * nothing are absent: `anonymous` and `abstain` (it may be abstained) are true where they are,
 * `points` is what may be shared out, `seconds` the author's countdown, `closes_at` the end of the
 * one that runs, `first` the poll of which this is the second `round`. `replies` of participants
 * are those that a host has shown. `right` is there for a numeric quiz, `languages` for hosts.
 */
export interface PollView {
  poll: string;
  slide: number | null;
  kind: PollKind;
  quiz: boolean;
  state: PollState;
  options: string[];
  texts: Record<string, PollTexts> | null;
  opened_at: string | null;
  closed_at: string | null;
  anonymous?: boolean;
  abstain?: boolean;
  points?: number;
  seconds?: number;
  closes_at?: string;
  round?: 2;
  first?: string;
  mine?: string[] | null;
  answer?: PollAnswer;
  replies?: Reply[];
  tally?: Record<string, number>;
  voters?: number;
  figures?: Figures;
  correct?: string[];
  right?: RightNumber;
  why?: Record<string, string>;
  languages?: Record<string, LanguageResult>;
}

/** The words of a poll that was made on the spot, in one language. */
export interface PollTexts {
  question: string;
  labels: Record<string, string>;
}

/** A member's own answer, where options alone do not say it: one key is there. */
export interface PollAnswer {
  points?: Record<string, number>;
  number?: number;
  words?: string[];
  text?: string;
  abstain?: boolean;
}

/**
 * An open text. `state` (waiting, shown or hidden) and `member` are there for hosts only.
 *
 * `member` is absent from an anonymous poll's.
 */
export interface Reply {
  id: string;
  text: string;
  language: string;
  state?: ReplyState;
  member?: number;
}

/**
 * What a result holds beside votes per option; keys that mean nothing for its kind are absent.
 *
 * `scores` are a ranking's points by Borda's count. `few` is true where an anonymous poll has
 * fewer than five answers: there is no result then. `changed` is for hosts only.
 */
export interface Figures {
  abstained?: number;
  scores?: Record<string, number>;
  numbers?: Numbers;
  words?: CloudWord[];
  changed?: Changed;
  few?: true;
}

/** The numbers that were given. `right`, in a quiz, is how many lie within the tolerance. */
export interface Numbers {
  count: number;
  mean: number;
  median: number;
  min: number;
  max: number;
  bins: NumberBin[];
  right?: number;
}

/** How many numbers lie from `low` up to `high`; only the last bin holds its own end. */
export interface NumberBin {
  low: number;
  high: number;
  count: number;
}

/** A word of the cloud, as most wrote it. `hidden` is there for hosts, when it is true. */
export interface CloudWord {
  id: string;
  word: string;
  language: string;
  count: number;
  hidden?: boolean;
}

/** How those who voted in both rounds changed. The last two are there for a quiz. */
export interface Changed {
  both: number;
  stayed: number;
  to_right?: number;
  to_wrong?: number;
}

/** What is right in a numeric quiz: as much as `tolerance` away from `value`. */
export interface RightNumber {
  value: number;
  tolerance: number;
}

/** The result of those who read one language; `right` is how many were right in a quiz. */
export interface LanguageResult {
  voters: number;
  right?: number;
  tally?: Record<string, number>;
}

/** A question and its options in another language, in the same order. */
export interface Wording {
  question: string;
  options?: string[];
}

/** How this session agrees. `quorum` is in percent of those present. */
export interface TermsView {
  rule: Rule;
  quorum: number;
  shares_reasons: boolean;
}

/**
 * A next step. `mine` is absent from broadcasts.
 *
 * `texts` are the translations of the newest wording by language, each `revision` being the one to
 * name when it is reworded; `text` is the original. `proposer` is the number of the member who
 * proposed it. `reasons` is there for hosts, and for everybody where the session chose so.
 */
export interface StepView {
  step: number;
  state: StepState;
  text: string;
  language: string;
  texts: Record<string, string>;
  revisions: Record<string, number>;
  version: number;
  ballot: number;
  proposed_by: string;
  proposer: number;
  draft: string | null;
  counts: Counts;
  owners: OwnerView[];
  due: string | null;
  check_back: string | null;
  indicator: string;
  evidence: string;
  details: number;
  merged_into: number | null;
  outcome: OutcomeView | null;
  mine?: Mine | null;
  reasons?: ReasonView[];
}

/** How many gave each answer. */
export interface Counts {
  agree: number;
  reserve: number;
  disagree: number;
  abstain: number;
  must_ask: number;
}

/**
 * The owner of a step. `member` is null for a role that nobody here holds.
 *
 * `state` is `asked`, `accepted` or `declined`; `paper_by` names the host who says that it was
 * accepted on paper.
 */
export interface OwnerView {
  owner: number;
  role: string;
  member: number | null;
  name: string;
  state: OwnerState;
  reason: string;
  proposed_by: string;
  paper_by: string | null;
}

/**
 * What came of the last ballot that was closed, with the arithmetic.
 *
 * `needed` is how many agreements the rule asked for (by the rule `owners`: acceptances);
 * `quorum` how many of those present had to answer. `reason` is there if a host recorded another
 * outcome than the rule's, which is `computed`.
 */
export interface OutcomeView {
  ballot: number;
  version: number;
  rule: Rule;
  present: number;
  answered: number;
  quorum: number;
  needed: number;
  counts: Counts;
  late: number;
  owners: number;
  owners_accepted: number;
  computed: Verdict;
  recorded: Verdict;
  reason: string;
  overruled_by: string | null;
}

/** The member's own answer in the step's last ballot. */
export interface Mine {
  answer: Answer;
  reason: string;
  is_late: boolean;
}

/** A reason that somebody gave, in their language. */
export interface ReasonView {
  member: number;
  name: string;
  answer: Answer;
  reason: string;
  language: string;
}

/** A draft of the programme, for hosts. `step` is the one that was made of it, or null. */
export interface DraftView {
  draft: string;
  step: number | null;
}

/**
 * What a reader has of group work, or of it what has changed.
 *
 * `mine` is the number of a participant's own group, null without one. `items` are that group and
 * its note; for hosts, all of them. `unplaced`, for hosts, are those who are here and in no group.
 */
export interface GroupsView {
  round?: RoundView | null;
  mine?: number | null;
  items?: (GroupView | BlockView)[];
  unplaced?: GroupMemberView[];
}

/** A round of group work. `slide` is the one whose hand-out it is about. */
export interface RoundView {
  round: number;
  state: RoundState;
  split: Split;
  size: number;
  slide: number;
  closes_at: string | null;
}

/** A group. `help_at`: since when it waits for a presenter; `helper`: who is coming. */
export interface GroupView {
  kind: "group";
  id: string;
  group: number;
  members: GroupMemberView[];
  help_at: string | null;
  helper: string | null;
  poll: GroupPollView | null;
  said: GroupsMessageView[];
}

/** Somebody in a group; `language` and whether they `wrote` in the note are for hosts. */
export interface GroupMemberView {
  member: number;
  name: string;
  language?: string;
  wrote?: boolean;
}

/**
 * A group's poll in one language. `votes`, by option, are there for hosts, and for those of the
 * group who have voted, and once it is closed; `mine` is the reader's own choice.
 */
export interface GroupPollView {
  poll: number;
  question: string;
  options: string[];
  language: string;
  open: boolean;
  voters: number;
  votes?: number[];
  mine?: number | null;
}

/** What a host wrote to a group. */
export interface GroupsMessageView {
  text: string;
  language: string;
  by: string;
}

/**
 * A paragraph of a group's note; `id` is the group and the paragraph's key.
 *
 * `at` sorts the paragraphs. One without text was erased. `by` is who changed it last.
 */
export interface BlockView {
  kind: "block";
  id: string;
  of: number;
  at: string;
  text: string;
  language: string;
  by: string;
}

/** The numbers count participants only; `members` lists everybody. `languages`: here, by tag. */
export interface PeopleView {
  here: number;
  lost: number;
  joined: number;
  languages: Record<string, number>;
  members: PersonView[];
}

/**
 * One member. `state` is `here`, `lost` (silent or cut off for up to a minute) or `away`.
 *
 * A person who has left a hall is `away` at once, because they have no link that could return.
 * `hall` is there for those who sit in one, without a device of their own.
 */
export interface PersonView {
  member: number;
  name: string;
  language: string;
  role: Role;
  state: "away" | "here" | "lost";
  hall?: string;
}

/** How the session takes questions, and for hosts all of them; others ask `question.list`. */
export interface QuestionsPart {
  open: boolean;
  moderated: boolean;
  anonymous: boolean;
  items: QuestionView[];
}

/**
 * A question, or those of its keys that have changed.
 *
 * `by` is null for an anonymous one; `answer` is null where it was given by word of mouth. The
 * state `gone` is that of a question that others do not see any more. `voted` and `mine` are the
 * reader's own; `reason` and `into` (what it became one with) are for its author and hosts.
 */
export interface QuestionView {
  id: number;
  state?: string;
  text?: string;
  language?: string;
  by?: string | null;
  votes?: number;
  answer?: AnswerView | null;
  translations?: Record<string, string>;
  reason?: string;
  into?: number | null;
  voted?: boolean;
  mine?: true;
}

/** An answer in text. */
export interface AnswerView {
  text: string;
  language: string;
}

/** Rises whenever something was decided about an anonymous question. */
export interface Turn {
  turn: number;
}

/** How the session takes questions. */
export interface RulesView {
  open: boolean;
  moderated: boolean;
  anonymous: boolean;
}

/**
 * How the chat is switched, and the number of the last message that the reader may see.
 *
 * `items` are the last messages, for hosts; others ask `chat.page`. `muted` is there for whoever
 * may only read, `mutes` for hosts: the numbers of those.
 */
export interface ChatPart {
  mode: ChatMode;
  last: number;
  items: ChatMessageView[];
  muted?: boolean;
  mutes?: number[];
}

/**
 * A message. `at` is when it was said.
 *
 * `thread` is there for private ones: the number of the participant who writes with the hosts.
 * `host` is there where a host wrote it, `removed` where the text is gone.
 */
export interface ChatMessageView {
  id: number;
  member: number;
  by: string;
  text: string;
  language: string;
  at: string;
  thread?: number;
  host?: true;
  removed?: true;
}

/** How the chat is switched. */
export interface ModeView {
  mode: ChatMode;
}

/** The member's own: may only read, or write again. */
export interface MutedView {
  muted: boolean;
}

/** The numbers of those who may only read. */
export interface MutesView {
  mutes: number[];
}

/** The tests of the session's programme. */
export interface TestsView {
  items: TestView[];
}

/**
 * A test. `state` is `waiting`, `open` or `over`; `of` is how many items it has.
 *
 * `started` and `handed_in` are numbers of people, for hosts only. `answered` and `done` are the
 * taker's own, and absent from what is said to all.
 */
export interface TestView {
  id: string;
  role: AssessmentRole;
  state: Stage;
  of: number;
  days: number;
  closes_at: string | null;
  started?: number;
  handed_in?: number;
  answered?: number;
  done?: boolean;
}

/** What is new of a test; keys that are absent stay as they were. */
export interface TestChange {
  id: string;
  state?: Stage;
  days?: number;
  started?: number;
  handed_in?: number;
  done?: boolean;
}

/** What a reader of the language sees: the newest line, and the one before it. */
export interface CaptionsView {
  id: number;
  text: string;
  before: string;
}

/** One language as hosts see it: who interprets (a member's number), and the last lines. */
export interface LaneView {
  holder: number | null;
  offered: boolean;
  id: number;
  text: string;
  before: string;
}

/** A line; the same `id` again is the same line, put right. */
export interface LineView {
  id: number;
  text: string;
}

/** Who presents now, and to whom it is offered: members' numbers, null for nobody. */
export interface FloorView {
  holder: number | null;
  offered: number | null;
}

/** For hosts. `items` wait, who came first first; `names` is how long the list of names is. */
export interface LobbyView {
  mode: "admit" | "closed" | "open";
  names: number;
  items: WaitingView[];
  removed: RemovedView[];
}

/** Somebody who waits; `id` is the member's number. `expected`: null where there is no list. */
export interface WaitingView {
  id: number;
  name: string;
  language: string;
  since: string | null;
  link: "enough" | "good" | "slow" | null;
  expected: boolean | null;
}

/** Somebody who was taken out of the session. */
export interface RemovedView {
  member: number;
  name: string;
}

/** The place that the presenter points at, or null. */
export interface PointerView {
  spot: Spot | null;
}

/**
 * A place on a slide as every translation and every screen has it.
 *
 * `block` is its title (0), a paragraph, a list item, a row or a picture, in the order of the
 * page, out of so many `blocks`. `x` and `y` are where in a picture, as shares of its sides from
 * the left and from the top.
 */
export interface Spot {
  slide: number;
  block: number;
  blocks: number;
  x?: number;
  y?: number;
}

/** The halls of the session for hosts; for a facilitator, the own one. */
export interface HallsView {
  items: HallView[];
}

/** A hall by its number; `people` are in it now without a device, `listed` ever were. */
export interface HallView {
  id: number;
  name: string;
  facilitator: number;
  facilitator_name: string;
  people: number;
  listed: number;
}

/** Whose PIN was wrong, and how many tries are left. */
export interface WrongPin {
  person: number;
  left: number;
}

/**
 * Signals: for hosts the queue and the pace, for others their own hand and signals.
 *
 * `hand` is null, `up` or `called`; `slower_at` and `unclear_at` are seconds since 1970, or null.
 */
export interface SignalsView {
  reactions: Record<string, number>;
  hands?: HandView[];
  up?: number;
  slower?: PaceGroup[];
  unclear?: PaceGroup[];
  interpreters?: InterpreterPace[];
  hand?: "called" | "up" | null;
  slower_at?: number | null;
  unclear_at?: number | null;
}

/** A hand in the queue; `called` is whose turn it is. */
export interface HandView {
  member: number;
  name: string;
  raised_at: string;
  called: boolean;
}

/**
 * Signals of those who read one language, where five or more of them are here.
 *
 * All others are together in the group whose `language` is empty. `times` is a list of pairs: the
 * second since 1970 from which on, in steps of ten, and how many signals. How much each still
 * weighs is for the reader to compute, as it fades by the second.
 */
export interface PaceGroup {
  language: string;
  times: [number, number][];
}

/** An interpreter asks to go slower; `at` is in seconds since 1970. */
export interface InterpreterPace {
  language: string;
  at: number;
}

/** The first of the queue in their order, and how many hands are `up` in all. */
export interface HandsView {
  hands: HandView[];
  up: number;
}

/** Null, `up` or `called`. */
export interface MyHand {
  hand: "called" | "up" | null;
}

/** What has not faded yet. */
export interface PaceView {
  slower: PaceGroup[];
  unclear: PaceGroup[];
  interpreters: InterpreterPace[];
}

/** When this member sent it, in seconds since 1970. */
export interface MyPace {
  slower_at?: number;
  unclear_at?: number;
}

/** How often each was sent since the session began. */
export interface ReactionsView {
  reactions: Record<string, number>;
}

/** What is on the stage instead of the slide; both are null where it is the slide. */
export interface StageView {
  kind: string | null;
  key: string | null;
}

/** The countdown or break that runs, or null. */
export interface TimingView {
  now: NowView | null;
}

/**
 * What runs now. `kind` is `activity` or `break`; the end is an instant of the server's clock.
 *
 * `clock` is the time of the end as a clock shows it where the session is: devices with old
 * tables of time zones would get that wrong.
 */
export interface NowView {
  kind: Runs;
  label: string;
  started_at: string;
  ends_at: string;
  clock: string;
}

/** How long the session is planned to be from now on. */
export interface MinutesView {
  planned_minutes: number;
}

/** The room as a member sees it. */
export interface Snapshot {
  version: number;
  said: Partial<Record<Audience, number>>;
  now: string;
  tag: string;
  captions: CaptionsView | null;
  chat: ChatPart;
  drafts: DraftView[] | null;
  floor: FloorView | null;
  groups: GroupsView | null;
  halls: HallsView | null;
  lanes: Record<string, LaneView> | null;
  lobby: LobbyView | null;
  me: MeView;
  people: PeopleView | null;
  plan: PlanView | null;
  polls: PollView[];
  questions: QuestionsPart;
  room: RoomView;
  signals: SignalsView;
  stage: StageView;
  steps: StepView[];
  terms: TermsView;
  tests: TestsView | null;
  timing: TimingView;
}

/** Every broadcast carries the version of the room that it made. */
export type Said<Body> = Body & { version: number };

/** `after` is the version of the broadcast before it to the same audience: it shows a gap. */
export type Sequenced<Body> = Said<Body> & { audience: Audience; after: number };

/**
 * Every ten seconds: the version of the last sequenced broadcast to each audience.
 *
 * A client that has heard less than this has missed something and fetches the snapshot. So does
 * one that is told `missed`: its server may have missed something that another process said.
 */
export interface RoomTick {
  said: Record<string, number>;
  missed?: boolean;
}

/** The server is about to stop for a moment. Come back after about `retry_ms`, spread out. */
export interface ServerRestarting {
  retry_ms: number;
}

/** The session has begun: polls and steps can be answered. */
export interface RoomStarted {
  started_at: string;
}

/** The session is over for good. */
export interface RoomEnded {
  ended_at: string;
}

/** This member chose another language, here or in another tab, or was given another role. */
export interface MemberChanged {
  language: string;
  role?: Role;
}

/** This member was let in: connect again to hear the session. */
export interface LobbyAdmitted {
}

/** The presenter is on this slide, counted from 0. */
export interface SlideMoved {
  slide: number;
}

/**
 * The running result, for hosts only. `voters` counts ballots, `tally` choices.
 *
 * While an anonymous poll is open there is nothing but `voters`, with those who abstained.
 */
export interface PollTally {
  poll: string;
  voters: number;
  tally?: Record<string, number>;
  figures?: Figures;
}

/** The result by language, with at least five voters in each; `other` are several together. */
export interface PollLanguages {
  poll: string;
  languages: Record<string, LanguageResult>;
}

/** A poll was made on the spot, or a second round of one. Only hosts know of drafts. */
export interface PollDrafted {
  poll: PollView;
}

/** This poll can be voted in. */
export interface PollOpened {
  poll: PollView;
}

/** The countdown of this poll ends later. */
export interface PollExtended {
  poll: string;
  closes_at: string;
}

/** This poll takes no more votes; its result is not shown yet. */
export interface PollClosed {
  poll: string;
  closed_at: string;
}

/**
 * The result of this poll is shown, or shown again after a word of it was hidden.
 *
 * `correct` is empty unless it is a quiz.
 */
export interface PollRevealed {
  poll: string;
  voters: number;
  correct: string[];
  why: Record<string, string>;
  tally?: Record<string, number>;
  figures?: Figures;
  right?: RightNumber;
}

/**
 * This member's own vote was counted; said to all of the member's tabs.
 *
 * It has the fields of the vote that its kind asks for; an anonymous vote's have no answer.
 */
export interface PollVoted {
  poll: string;
  options: string[];
  points?: Record<string, number>;
  number?: number;
  words?: string[];
  text?: string;
  abstain?: boolean;
}

/** Open texts as they are now, for hosts: new ones, and those whose words or state changed. */
export interface PollReplies {
  poll: string;
  replies: Reply[];
}

/** A host shows these open texts to everybody. */
export interface PollShown {
  poll: string;
  replies: Reply[];
}

/** These open texts are shown no more. */
export interface PollHidden {
  poll: string;
  ids: string[];
}

/** The running counts of a step. */
export interface StepCounts {
  step: number;
  counts: Counts;
}

/** The reasons given so far, for hosts only. */
export interface StepReasons {
  step: number;
  reasons: ReasonView[];
}

/** The reasons given so far, for everybody: only where the session chose so. */
export interface SharedReasons {
  step: number;
  reasons: ReasonView[];
}

/** How this session agrees was chosen. */
export interface TermsChosen {
  terms: TermsView;
}

/** Somebody proposed a next step. */
export interface StepProposed {
  step: StepView;
}

/**
 * This step is put to the room, or none any more (null).
 *
 * `ballot` is the one that answers name. `previous` was put until now, and is proposed again.
 */
export interface StepPut {
  step: number | null;
  ballot: number;
  previous: number | null;
}

/** A step as it is now: its wording, owners, dates, state or outcome changed. */
export interface StepChanged {
  step: StepView;
}

/** This member's own answer was stored; said to all of the member's tabs. */
export interface StepAnswered {
  step: number;
  answer: Answer;
  reason: string;
  is_late: boolean;
}

/** This member's group, when they come into it. */
export interface OwnGroup {
  part: "groups";
  set: GroupsView;
}

/** A group, or a paragraph of its note, has changed. */
export interface GroupItem {
  part: "groups";
  key: string;
  put: (GroupView | BlockView)[];
}

/** The member's own group, or a paragraph of its note, has changed. */
export interface OwnItem {
  part: "groups";
  key: string;
  put: (GroupView | BlockView)[];
}

/**
 * A round of group work begins, lasts for another time, or is closed.
 *
 * When it begins, what anybody had of the round before is gone.
 */
export interface RoundChanged {
  part: "groups";
  set: GroupsView;
}

/** The groups as hosts see them: dealt, begun, somebody moved. */
export interface AllGroups {
  part: "groups";
  set: GroupsView;
}

/** Who is here, for hosts only; said when somebody comes, goes or falls silent. */
export interface RoomPeople {
  people: PeopleView;
}

/** How many want to know it; `key` is the question's number. */
export interface QuestionVotes {
  part: "questions";
  key: string;
  put: QuestionView[];
}

/** Whoever waits for what becomes of an anonymous question asks `question.mine` now. */
export interface QuestionTurn {
  part: "questions";
  set: Turn;
}

/** A question that everybody sees was asked, changed, or taken out. */
export interface QuestionChanged {
  part: "questions";
  put: QuestionView[];
}

/** A question that only hosts see: it waits, was declined, or became one with another. */
export interface QuestionHeld {
  part: "questions";
  put: QuestionView[];
}

/** What became of this member's own question, or of this member's vote for one. */
export interface QuestionOwn {
  part: "questions";
  put: QuestionView[];
}

/** The session takes questions in another way. */
export interface QuestionRulesChanged {
  part: "questions";
  set: RulesView;
}

/** Somebody wrote to everyone, or such a message was removed. */
export interface ChatSaid {
  part: "chat";
  put: ChatMessageView[];
}

/** The same of a private message, for hosts. */
export interface ChatHeld {
  part: "chat";
  put: ChatMessageView[];
}

/** The same, for the participant whose thread it is in. */
export interface ChatPrivate {
  part: "chat";
  put: ChatMessageView[];
}

/** The chat is switched otherwise. */
export interface ChatSwitched {
  part: "chat";
  set: ModeView;
}

/** This member may only read, or write again. */
export interface ChatMuted {
  part: "chat";
  set: MutedView;
}

/** Who may only read, for hosts. */
export interface ChatMutes {
  part: "chat";
  set: MutesView;
}

/** This member's test was handed in; said to all of the member's tabs. */
export interface TestHandedIn {
  part: "tests";
  key: string;
  put: TestChange[];
}

/** How many take a test and how many have handed it in; for hosts only. */
export interface TestProgress {
  part: "tests";
  key: string;
  put: TestChange[];
}

/** A test was opened or closed, or will be open for longer after the end. */
export interface TestChanged {
  part: "tests";
  put: TestChange[];
}

/** A line was typed or put right. Only who reads the session in its language hears it. */
export interface CaptionSaid {
  part: "captions";
  set: LineView;
}

/** Another interprets into this language now, asks to be followed, or has typed a line. */
export interface LaneChanged {
  part: "lanes";
  key: string;
  set: Record<string, LaneView>;
}

/** Somebody presents now, or was offered to. */
export interface FloorChanged {
  part: "floor";
  set: FloorView;
}

/** Who waits now, for hosts only. */
export interface LobbyState {
  part: "lobby";
  set: LobbyView;
}

/** This member was not let in for now; `lobby.ask` asks again. */
export interface LobbyRefused {
  reason: string;
}

/** This member was taken out of the session; the connection is closed. */
export interface MemberRemoved {
}

/** The presenter points at something else, or at nothing; screens forget it in 20 seconds. */
export interface PointerMoved {
  part: "pointer";
  set: PointerView;
}

/** The facilitator's own hall; said to all of their tabs. */
export interface HallMine {
  part: "halls";
  set: HallsView;
}

/** Somebody in the hall typed a wrong PIN: so many tries are left. Said to who entered it. */
export interface HallPin {
  part: "hall_pin";
  set: WrongPin;
}

/** A hall was named, given to somebody else, or somebody came or went there; for hosts. */
export interface HallChanged {
  part: "halls";
  put: HallView[];
}

/** The queue of raised hands as it is now, for hosts. */
export interface HandsChanged {
  part: "signals";
  set: HandsView;
}

/** This member's own hand: up, called, or lowered. */
export interface HandTold {
  part: "signals";
  set: MyHand;
}

/** The pace signals that have not faded, for hosts. */
export interface PaceChanged {
  part: "signals";
  set: PaceView;
}

/** This member's own pace signal; `key` is its kind. */
export interface PaceTold {
  part: "signals";
  key: string;
  set: MyPace;
}

/** How often each reaction was sent in all; at most once a second, however many press. */
export interface ReactionsChanged {
  part: "signals";
  set: ReactionsView;
}

/** Something was brought to the stage, or taken down. */
export interface StageChanged {
  part: "stage";
  set: StageView;
}

/** A countdown or a break has begun, ends at another time, or is over. */
export interface TimingChanged {
  part: "timing";
  set: TimingView;
}

/** More time is planned for the session. */
export interface RoomExtended {
  part: "room";
  set: MinutesView;
}

/** What is said, by its name. */
export interface Broadcasts {
  "room.tick": Said<RoomTick>;
  "server.restarting": Said<ServerRestarting>;
  "room.started": Sequenced<RoomStarted>;
  "room.ended": Sequenced<RoomEnded>;
  "member.changed": Said<MemberChanged>;
  "lobby.admitted": Said<LobbyAdmitted>;
  "slide.moved": Sequenced<SlideMoved>;
  "poll.tally": Said<PollTally>;
  "poll.languages": Said<PollLanguages>;
  "poll.drafted": Sequenced<PollDrafted>;
  "poll.opened": Sequenced<PollOpened>;
  "poll.extended": Sequenced<PollExtended>;
  "poll.closed": Sequenced<PollClosed>;
  "poll.revealed": Sequenced<PollRevealed>;
  "poll.voted": Said<PollVoted>;
  "poll.replies": Sequenced<PollReplies>;
  "poll.shown": Sequenced<PollShown>;
  "poll.hidden": Sequenced<PollHidden>;
  "step.counts": Said<StepCounts>;
  "step.reasons": Said<StepReasons>;
  "step.shared_reasons": Said<SharedReasons>;
  "step.terms": Sequenced<TermsChosen>;
  "step.proposed": Sequenced<StepProposed>;
  "step.put": Sequenced<StepPut>;
  "step.changed": Sequenced<StepChanged>;
  "step.answered": Said<StepAnswered>;
  "groups.mine": Said<OwnGroup>;
  "groups.item": Said<GroupItem>;
  "groups.own_item": Said<OwnItem>;
  "groups.round": Sequenced<RoundChanged>;
  "groups.all": Sequenced<AllGroups>;
  "room.people": Said<RoomPeople>;
  "question.votes": Said<QuestionVotes>;
  "question.turn": Said<QuestionTurn>;
  "question.changed": Sequenced<QuestionChanged>;
  "question.held": Sequenced<QuestionHeld>;
  "question.own": Said<QuestionOwn>;
  "question.rules": Sequenced<QuestionRulesChanged>;
  "chat.said": Sequenced<ChatSaid>;
  "chat.held": Sequenced<ChatHeld>;
  "chat.private": Said<ChatPrivate>;
  "chat.switched": Sequenced<ChatSwitched>;
  "chat.muted": Said<ChatMuted>;
  "chat.mutes": Sequenced<ChatMutes>;
  "test.handed_in": Said<TestHandedIn>;
  "test.progress": Said<TestProgress>;
  "test.changed": Sequenced<TestChanged>;
  "caption.said": Said<CaptionSaid>;
  "lane.changed": Said<LaneChanged>;
  "floor.changed": Sequenced<FloorChanged>;
  "lobby.state": Said<LobbyState>;
  "lobby.refused": Said<LobbyRefused>;
  "member.removed": Said<MemberRemoved>;
  "pointer.moved": Said<PointerMoved>;
  "hall.mine": Said<HallMine>;
  "hall.pin": Said<HallPin>;
  "hall.changed": Sequenced<HallChanged>;
  "signals.hands": Said<HandsChanged>;
  "signals.hand": Said<HandTold>;
  "signals.pace": Said<PaceChanged>;
  "signals.sent": Said<PaceTold>;
  "signals.reactions": Said<ReactionsChanged>;
  "stage.changed": Sequenced<StageChanged>;
  "timing.changed": Sequenced<TimingChanged>;
  "room.extended": Sequenced<RoomExtended>;
}

/** Read the session in another language; any interface language is accepted. */
export interface ChooseLanguage {
  language: string;
}

/** Put everybody on this slide, counted from 0. */
export interface GoToSlide {
  slide: number;
}

/**
 * Make a poll on the spot; it becomes a draft. `correct` holds option numbers from 0.
 *
 * `numeric`, `text` and `cloud` have no options, all others at least two; those of a scale are
 * its points from `lowest` on. `points` is what may be shared out, `seconds` the countdown to
 * offer; `right` and `tolerance` are for a numeric quiz.
 */
export interface CreatePoll {
  kind: PollKind;
  quiz: boolean;
  language: string;
  question: string;
  options?: string[];
  correct?: number[];
  translations?: Record<string, Wording>;
  anonymous?: boolean;
  abstain?: boolean;
  seconds?: number | null;
  points?: number;
  lowest?: number;
  right?: number | null;
  tolerance?: number;
}

/** Let the room vote; with `seconds` the poll closes by itself. */
export interface OpenPoll {
  poll: string;
  seconds?: number | null;
}

/** Give the countdown this much more time; one that did not run begins now. */
export interface ExtendPoll {
  poll: string;
  seconds: number;
}

/** Close or reveal this poll. */
export interface NamePoll {
  poll: string;
}

/** Draft the second round of this poll, which is closed or revealed: its key ends in `--2`. */
export interface AskAgain {
  poll: string;
}

/** Let everybody see these texts or words; `everything` leaves out what a host has hidden. */
export interface ShowAnswers {
  poll: string;
  ids?: string[];
  everything?: boolean;
}

/** Let nobody but hosts see these texts or words. */
export interface HideAnswers {
  poll: string;
  ids?: string[];
  everything?: boolean;
}

/**
 * Answer with what the kind asks for; a second vote replaces the first while the poll is open.
 *
 * `options`: `single`, `several` and `scale`, `ranking` in order from the top, and the pairs of
 * `matching` and `sorting`. `points`: by option. `number`, `text` and `words`: those kinds.
 * `abstain` stands alone. An anonymous vote is final; `pad` is anything that makes all of them
 * equally long, and is not read.
 */
export interface Vote {
  poll: string;
  options?: string[];
  points?: Record<string, number>;
  number?: number | null;
  text?: string;
  words?: string[];
  abstain?: boolean;
  pad?: string;
}

/** How this session agrees; chosen before it starts. `quorum` is in percent of those present. */
export interface ChooseTerms {
  rule: "consent" | "majority" | "owners" | "two_thirds";
  quorum: number;
  shares_reasons?: boolean;
}

/** Propose a next step, in the language that it is written in. */
export interface ProposeStep {
  text: string;
  language: string;
}

/** Propose this draft of the programme to the room; with `put`, put it to the room at once. */
export interface UseDraft {
  draft: string;
  put?: boolean;
}

/**
 * Reword a step, or translate it.
 *
 * `base` is the revision that the writer began with (for a first translation 0): if somebody else
 * worded it meanwhile, this is refused and nothing of theirs is overwritten.
 */
export interface WordStep {
  step: number;
  text: string;
  language: string;
  base: number;
}

/** Make this step one with another, which stays. */
export interface MergeSteps {
  step: number;
  into: number;
}

/** Put this step to the room, take it back, close it, set it aside or bring it back. */
export interface NameStep {
  step: number;
}

/** Record another outcome than the rule's, with a reason that stays in the record. */
export interface DecideStep {
  step: number;
  outcome: "agreed" | "not_agreed";
  reason: string;
}

/**
 * Dates, indicator and the evidence wanted; what is left out stays.
 *
 * `base` is the number of changes of these that the writer knew of.
 */
export interface DetailStep {
  step: number;
  base: number;
  due?: string | null;
  check_back?: string | null;
  indicator?: string;
  evidence?: string;
}

/** Propose an owner: a member by number, a role in words, or with neither oneself. */
export interface OwnStep {
  step: number;
  member?: number | null;
  role?: string;
}

/** Accept as this owner, record that it was accepted on paper, or take the owner off. */
export interface NameOwner {
  step: number;
  owner: number;
}

/** Decline to own a step, with a reason if one likes to give it. */
export interface DeclineStep {
  step: number;
  owner: number;
  reason?: string;
}

/**
 * Answer the step that is put to the room; a second answer replaces the first.
 *
 * `ballot` is the one that the member saw. `age` is how long ago the answer was given, in ms by
 * the member's own clock: it may have waited for a link.
 */
export interface AnswerStep {
  step: number;
  ballot: number;
  answer: "abstain" | "agree" | "disagree" | "must_ask" | "reserve";
  reason?: string;
  age?: number;
}

/**
 * Deal groups of about this size, for hosts to look at. The same `seed` deals the same.
 *
 * With `everyone`, also those who have joined and are away now. By `unit`, whoever is on the
 * session's roster is with others of their unit; whoever is not, with each other.
 */
export interface DraftGroups {
  split: "hand" | "language" | "random" | "unit";
  size?: number;
  seed?: number | null;
  everyone?: boolean;
}

/** Let the groups work for so many minutes from now. */
export interface ForMinutes {
  minutes: number;
}

/** Put this member into this group. */
export interface MoveMember {
  member: number;
  group: number;
}

/** Write to this group, or to all of them (0). */
export interface TellGroups {
  group: number;
  text: string;
  language: string;
}

/** This group's call for help. */
export interface NameGroup {
  group: number;
}

/**
 * Make `now` of a paragraph that its writer saw as `was`; one that is not known is added.
 *
 * What others made of it meanwhile stays. `after` is the paragraph behind which a new one stands,
 * or "" for the end. A text without words erases.
 */
export interface WriteNote {
  round: number;
  group: number;
  block: string;
  was: string;
  now: string;
  language: string;
  after?: string;
}

/** Bring back this paragraph that was erased. */
export interface NameBlock {
  round: number;
  group: number;
  block: string;
}

/** Call for a presenter, or take the call back. */
export interface CallHelp {
  wanted: boolean;
}

/** Ask one's own group. With `copy`, the question of the present slide in all its languages. */
export interface AskGroup {
  language: string;
  question?: string;
  options?: string[];
  copy?: boolean;
}

/** Choose this option, counted from 0; a second vote replaces the first. */
export interface VoteInGroup {
  poll: number;
  option: number;
}

/** Close this poll of one's own group. */
export interface NameGroupPoll {
  poll: number;
}

/** Ask a question, in the language that it is written in. */
export interface Ask {
  text: string;
  language: string;
}

/**
 * Ask without a name. Nothing is kept of who asked; `token` is a secret of the device's making.
 *
 * The same token again is the same question.
 */
export interface AskAnonymously {
  text: string;
  language: string;
  token: string;
}

/** Want to know it, too; `on: false` takes that back. */
export interface VoteFor {
  question: number;
  on?: boolean;
}

/** How the session takes questions: at all, shown only by a moderator, also without a name. */
export interface SetRules {
  open?: boolean;
  moderated?: boolean;
  anonymous?: boolean;
}

/** Show this question to everybody, or keep it for later. */
export interface NameQuestion {
  question: number;
}

/** Mark a question as answered: in these words, or without any by word of mouth. */
export interface AnswerQuestion {
  question: number;
  words?: string;
  language?: string;
}

/** Take a question out, with a reason that only its author sees. */
export interface DeclineQuestion {
  question: number;
  reason?: string;
}

/** Make a question one with another that asks the same; who voted for either votes once. */
export interface MergeQuestion {
  question: number;
  into: number;
}

/** Put a question into another language; without words that translation goes. */
export interface TranslateQuestion {
  question: number;
  language: string;
  words?: string;
}

/** Write to everyone, or privately: a participant to the hosts, a host to `member`. */
export interface Say {
  text: string;
  language: string;
  to?: "everyone" | "private";
  member?: number;
}

/** Switch the chat off, let participants write to the hosts only, or everyone to everyone. */
export interface SetMode {
  mode: "everyone" | "hosts" | "off";
}

/** Take a message away for good, its text too. */
export interface RemoveMessage {
  message: number;
}

/** Let a participant only read; `on: false` lets them write again. */
export interface Mute {
  member: number;
  on?: boolean;
}

/** Open, close or hand in the test of this part. */
export interface NameTest {
  part: string;
}

/** Let the post-test be taken for so many days after the end. */
export interface KeepOpen {
  part: string;
  days: number;
}

/** Choose these options of an item; again replaces it until the test is handed in. */
export interface AnswerTest {
  part: string;
  item: string;
  options: string[];
}

/** Interpret into one's language from now on. `holder` is who did when it was asked for. */
export interface TakeLane {
  holder?: number | null;
}

/** Ask the others of this language to follow, or ask no longer. */
export interface OfferLane {
  offered: boolean;
}

/** One more line in the language that the member interprets into. */
export interface SayCaption {
  text: string;
}

/** Put the last line right; `line` is its number. */
export interface CorrectCaption {
  line: number;
  text: string;
}

/** The member went through the slides, or did not want to (`skipped`). */
export interface CaughtUp {
  slides: number;
  skipped?: boolean;
}

/** Present from now on. `holder` is who presented when it was asked for; null for nobody. */
export interface TakeFloor {
  holder?: number | null;
}

/** Offer the floor to this member; null takes the offer back. */
export interface OfferFloor {
  member?: number | null;
}

/**
 * Let those who join from now on wait (`admit`), come straight in (`open`), or let nobody new
 * in (`closed`), but for those with a personal link.
 */
export interface SetLobby {
  mode: "admit" | "closed" | "open";
}

/** This member, by number. */
export interface NameMember {
  member: number;
}

/** Do not let this member in for now, and say why. */
export interface RefuseMember {
  member: number;
  reason: "full_name" | "later" | "not_listed" | "other_session";
}

/** How good the connection is, as this member's device has measured it. */
export interface NoteLink {
  quality: "enough" | "good" | "slow";
}

/** The name as it is to stand on the certificate. */
export interface Rename {
  name: string;
}

/** Name a place where several sit behind one screen, and whose screen that is. */
export interface MakeHall {
  hall_name: string;
  facilitator: number;
}

/** Let another member enter for those who sit in this hall. */
export interface GiveHall {
  hall: number;
  facilitator: number;
}

/** Seat officers who have no device. */
export interface AddToHall {
  hall: number;
  names: string[];
  language: string;
}

/** Somebody of the hall goes out, comes back, or needs a new PIN. */
export interface NameSitter {
  hall: number;
  person: number;
}

/** Somebody of the hall is the same as this member, who has a phone. */
export interface MatchSitter {
  hall: number;
  person: number;
  member: number;
}

/**
 * How many hands each option got; all 0 takes back what was entered.
 *
 * `took_part`: how many raised a hand at all, where several options may be chosen.
 */
export interface ShowOfHands {
  hall: number;
  poll: string;
  hands: Record<string, number>;
  took_part?: number;
}

/** Vote on the hall's screen with one's own PIN, which is chosen at its first use. */
export interface HallVote {
  hall: number;
  person: number;
  pin: string;
  poll: string;
  options: string[];
}

/** Call the member whose hand is up, or lower it. */
export interface NameHand {
  member: number;
}

/** Tell the hosts that it goes too fast, or that something is not clear; it fades by itself. */
export interface SendPace {
  kind: "slower" | "unclear";
}

/** React; only how often each was sent is counted. */
export interface SendReaction {
  kind: "good" | "new" | "support" | "thanks";
}

/** Bring this to the stage: a kind of thing, and which one of it. */
export interface ShowOnStage {
  kind: string;
  key?: string;
}

/** Begin an activity of so many minutes, in place of what runs now. */
export interface StartCountdown {
  minutes: number;
  label?: "discussion" | "exercise" | "group_work" | "reading" | "writing";
}

/**
 * Begin a break of so many minutes or, where `until` is not empty, until that time of day.
 *
 * `until` is `HH:MM` as a clock shows it where the session is.
 */
export interface StartBreak {
  minutes?: number;
  until?: string;
}

/** Let what runs now end so many minutes later. */
export interface AddTime {
  minutes?: number;
}

/** Plan so many minutes more for the session. */
export interface ExtendSession {
  minutes?: number;
}

/** `have`: the `tag` of the snapshot that the client has; `most`: how many bytes it takes. */
export interface AskSnapshot {
  have?: string;
  most?: number | null;
}

/** Who worded this step, and how. */
export interface AskHistory {
  step: number;
}

/** What has changed since this version; everything since 0. */
export interface ListQuestions {
  since?: number;
}

/** The questions that this device asked without a name. */
export interface MyQuestions {
  tokens: string[];
}

/** What has changed since this version; or the messages before this one; or the last ones. */
export interface AskPage {
  since?: number;
  before?: number;
}

/** Point at this place; without one, take the pointer away. */
export interface Point {
  spot?: Spot | null;
}

/** The fields of each command. */
export interface Commands {
  "room.start": {};
  "room.end": {};
  "member.language": ChooseLanguage;
  "slide.go": GoToSlide;
  "poll.create": CreatePoll;
  "poll.open": OpenPoll;
  "poll.extend": ExtendPoll;
  "poll.close": NamePoll;
  "poll.reopen": NamePoll;
  "poll.reveal": NamePoll;
  "poll.again": AskAgain;
  "poll.show": ShowAnswers;
  "poll.hide": HideAnswers;
  "poll.vote": Vote;
  "step.terms": ChooseTerms;
  "step.propose": ProposeStep;
  "step.use": UseDraft;
  "step.amend": WordStep;
  "step.translate": WordStep;
  "step.merge": MergeSteps;
  "step.put": NameStep;
  "step.recall": NameStep;
  "step.close": NameStep;
  "step.decide": DecideStep;
  "step.drop": NameStep;
  "step.restore": NameStep;
  "step.detail": DetailStep;
  "step.own": OwnStep;
  "step.accept": NameOwner;
  "step.decline": DeclineStep;
  "step.on_paper": NameOwner;
  "step.disown": NameOwner;
  "step.answer": AnswerStep;
  "groups.draft": DraftGroups;
  "groups.discard": {};
  "groups.start": ForMinutes;
  "groups.time": ForMinutes;
  "groups.close": {};
  "groups.move": MoveMember;
  "groups.tell": TellGroups;
  "groups.answer": NameGroup;
  "groups.helped": NameGroup;
  "group.join": {};
  "group.write": WriteNote;
  "group.restore": NameBlock;
  "group.help": CallHelp;
  "group.ask": AskGroup;
  "group.vote": VoteInGroup;
  "group.close_poll": NameGroupPoll;
  "question.ask": Ask;
  "question.ask_anonymously": AskAnonymously;
  "question.vote": VoteFor;
  "question.set": SetRules;
  "question.show": NameQuestion;
  "question.park": NameQuestion;
  "question.answer": AnswerQuestion;
  "question.decline": DeclineQuestion;
  "question.merge": MergeQuestion;
  "question.translate": TranslateQuestion;
  "chat.say": Say;
  "chat.set": SetMode;
  "chat.remove": RemoveMessage;
  "chat.mute": Mute;
  "test.open": NameTest;
  "test.close": NameTest;
  "test.days": KeepOpen;
  "test.answer": AnswerTest;
  "test.hand_in": NameTest;
  "lane.take": TakeLane;
  "lane.offer": OfferLane;
  "caption.say": SayCaption;
  "caption.correct": CorrectCaption;
  "catchup.done": CaughtUp;
  "floor.take": TakeFloor;
  "floor.offer": OfferFloor;
  "floor.decline": {};
  "lobby.set": SetLobby;
  "lobby.admit": NameMember;
  "lobby.admit_all": {};
  "lobby.refuse": RefuseMember;
  "lobby.ask": {};
  "lobby.link": NoteLink;
  "member.rename": Rename;
  "member.remove": NameMember;
  "lobby.clear": {};
  "member.restore": NameMember;
  "hall.make": MakeHall;
  "hall.give": GiveHall;
  "hall.add": AddToHall;
  "hall.leave": NameSitter;
  "hall.return": NameSitter;
  "hall.match": MatchSitter;
  "hall.hands": ShowOfHands;
  "hall.vote": HallVote;
  "hall.reset": NameSitter;
  "hand.raise": {};
  "hand.lower": {};
  "hand.call": NameHand;
  "hand.dismiss": NameHand;
  "hand.dismiss_all": {};
  "pace.signal": SendPace;
  "pace.ask": {};
  "reaction.send": SendReaction;
  "stage.show": ShowOnStage;
  "stage.clear": {};
  "countdown.start": StartCountdown;
  "break.start": StartBreak;
  "timing.add": AddTime;
  "timing.end": {};
  "room.extend": ExtendSession;
}

/** The fields of each query. */
export interface Queries {
  "room.snapshot": AskSnapshot;
  "step.history": AskHistory;
  "question.list": ListQuestions;
  "question.mine": MyQuestions;
  "chat.page": AskPage;
  "catchup.look": {};
  "lobby.look": {};
  "pointer.move": Point;
  "remote.snapshot": AskSnapshot;
}
