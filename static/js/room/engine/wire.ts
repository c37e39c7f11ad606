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
  | "sorting"
  | "reasoned";
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
export type Mark = "" | "machine" | "stopped";
export type Runs = "activity" | "break";
export type StillKind = "speaker" | "screen";
export type Audience = "everyone" | "hosts" | "member" | "readers";

/**
 * The room as everybody sees it. `slide` counts from 0; `deck` identifies the deck's content.
 *
 * `parts` are the first slides of the deck's parts; a part is a module of the programme.
 * `revealed` is how many items of the slide are shown so far; it is left out if the slide shows
 * all at once.
 */
export interface RoomView {
  code: string;
  title: string;
  state: RoomState;
  slide: number;
  revealed?: number;
  slides: number;
  started_at: string | null;
  ended_at: string | null;
  planned_minutes: number;
  deck: string;
  parts: number[];
  languages: string[];
}

/** The member who asks. Messages name members by the number `member`. */
export interface MeView {
  member: number;
  name: string;
  role: Role;
  language: string;
}

/**
 * The slides that Back and Next pass over in this session, in order; they count from 0.
 *
 * Numbers and the deck stay as they are, and a host may still move to a hidden slide.
 */
export interface HiddenView {
  slides: number[];
}

/**
 * The plan, for hosts. `minutes` are planned for each slide; all are 0 if no slide has its own.
 *
 * In `parts`, `spent` counts up to the time of the snapshot. `seen` are the slides, in order of
 * their numbers, at which the session has been since its start, outside breaks. `reveals` has the
 * number of items of each slide that reveals its lists item by item, by the number of the slide.
 */
export interface PlanView {
  minutes: number[];
  parts: PlanPart[];
  seen: number[];
  reveals: Record<string, number>;
}

/** A part of the programme. `spent` is how many seconds the session has been in it. */
export interface PlanPart {
  title: string;
  language: string;
  first: number;
  minutes: number;
  spent: number;
  keeps_answers: boolean;
}

/**
 * A poll. The fields from `tally` on are for hosts, and for participants once it is revealed.
 *
 * `texts` is null for a poll of the module, whose words are in the deck. `mine` are the options of
 * the member's own vote, null without a vote; a ranking's are in order. It is empty if `answer`
 * alone holds the vote, or if nobody keeps it, as in an anonymous poll. Both are absent from
 * broadcasts.
 *
 * Fields without a meaning for this poll are absent. `anonymous` and `abstain` (members may
 * abstain) are true if present. `points` is the number to share out, `seconds` the author's
 * countdown, `closes_at` the end of the running one, and `first` the poll whose second `round`
 * this is. Participants get only the `replies` that a host has shown. `right` is for a numeric
 * quiz, `languages` for hosts.
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

/**
 * A member's own answer, as far as options do not express it; one field is present.
 *
 * In a `reasoned` poll, `text` is the reason for the option.
 */
export interface PollAnswer {
  points?: Record<string, number>;
  number?: number;
  words?: string[];
  text?: string;
  abstain?: boolean;
}

/**
 * An open text. `state` (waiting, shown or hidden), `member` and `option` are for hosts only.
 *
 * `option` is the one that the text is the reason for. In an anonymous poll, `member` and `option`
 * are absent.
 */
export interface Reply {
  id: string;
  text: string;
  language: string;
  state?: ReplyState;
  member?: number;
  option?: string;
}

/**
 * The figures of a result besides votes per option; only those that the poll's kind has.
 *
 * `scores` are a ranking's points by Borda's count. `few` is the number of answers that an
 * anonymous poll needs for a result, if it got fewer and therefore shows none. `changed` is for
 * hosts only.
 */
export interface Figures {
  abstained?: number;
  scores?: Record<string, number>;
  numbers?: Numbers;
  words?: CloudWord[];
  changed?: Changed;
  few?: number;
}

/** The numbers given. `right`, in a quiz, counts those within the tolerance. */
export interface Numbers {
  count: number;
  mean: number;
  median: number;
  min: number;
  max: number;
  bins: NumberBin[];
  right?: number;
}

/** How many numbers lie from `low` up to `high`, which only the last bin includes. */
export interface NumberBin {
  low: number;
  high: number;
  count: number;
}

/** A word of the cloud, in its most frequent spelling. `hidden` is true or absent; for hosts. */
export interface CloudWord {
  id: string;
  word: string;
  language: string;
  count: number;
  hidden?: boolean;
}

/** How voters in both rounds changed. `to_right` and `to_wrong` are for a quiz. */
export interface Changed {
  both: number;
  stayed: number;
  to_right?: number;
  to_wrong?: number;
}

/** The right numbers of a numeric quiz: those within `tolerance` of `value`. */
export interface RightNumber {
  value: number;
  tolerance: number;
}

/** The result of the readers of one language; `right`, in a quiz, counts right answers. */
export interface LanguageResult {
  voters: number;
  right?: number;
  tally?: Record<string, number>;
}

/** A question and its options in another language; the options are in the same order. */
export interface Wording {
  question: string;
  options?: string[];
}

/**
 * How this session agrees. `quorum` is a percentage of the people present.
 *
 * With `shares_reasons`, everybody sees the reasons.
 */
export interface TermsView {
  rule: Rule;
  quorum: number;
  shares_reasons: boolean;
}

/**
 * A next step. `mine` is absent from broadcasts.
 *
 * `text` is the original of the newest wording, and `texts` its translations by language.
 * `revisions` has, by language, the revision to send as `base` when rewording. `proposer` is the
 * number of the member who proposed the step. `reasons` are for hosts, or for everybody if the
 * session shares them. `indicators` are the programme's translations of `indicator`, by language.
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
  indicators: Record<string, string>;
  evidence: string;
  details: number;
  merged_into: number | null;
  outcome: OutcomeView | null;
  mine?: Mine | null;
  reasons?: ReasonView[];
}

/** How many members gave each answer. */
export interface Counts {
  agree: number;
  reserve: number;
  disagree: number;
  abstain: number;
  must_ask: number;
}

/**
 * An owner of a step. `member` is null for a role that nobody here holds.
 *
 * `paper_by` names the host who recorded that the owner accepted on paper.
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
 * The outcome of the last closed ballot, and the figures behind it.
 *
 * `needed` is how many agreements the rule asked for, or, by the rule `owners`, how many
 * acceptances. `quorum` is how many of the people present had to answer. `computed` is the outcome
 * by the rule. If a host recorded another one, `reason` says why.
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

/** A member's reason, in their language. */
export interface ReasonView {
  member: number;
  name: string;
  answer: Answer;
  reason: string;
  language: string;
}

/** A draft of the programme, for hosts. `step` is the step made from it, or null. */
export interface DraftView {
  draft: string;
  step: number | null;
}

/**
 * The reader's view of group work, or the parts of it that changed.
 *
 * `mine` is the number of a participant's own group, null without one. `items` are that group and
 * its note; for hosts, all groups and notes. `unplaced`, for hosts, are the members here who are
 * in no group.
 */
export interface GroupsView {
  round?: RoundView | null;
  mine?: number | null;
  items?: (GroupView | BlockView)[];
  unplaced?: GroupMemberView[];
}

/** A round of group work. `slide` is the slide whose hand-out the groups work on. */
export interface RoundView {
  round: number;
  state: RoundState;
  split: Split;
  size: number;
  slide: number;
  closes_at: string | null;
}

/**
 * A group. `help_at` is the time since which it has waited for a presenter.
 *
 * `helper` is the name of the host who is coming.
 */
export interface GroupView {
  kind: "group";
  id: string;
  group: number;
  members: GroupMemberView[];
  help_at: string | null;
  helper: string | null;
  poll: GroupPollView | null;
  said: GroupMessageView[];
}

/** A member of a group. `language`, and whether they `wrote` in the note, are for hosts. */
export interface GroupMemberView {
  member: number;
  name: string;
  language?: string;
  wrote?: boolean;
}

/**
 * A group's poll, in one language. `mine` is the reader's own choice.
 *
 * `votes`, by option, are for hosts, for members who have voted, and for the whole group once the
 * poll is closed.
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
export interface GroupMessageView {
  text: string;
  language: string;
  by: string;
}

/**
 * A paragraph of a group's note; `id` joins the group's number and the paragraph's key.
 *
 * `of` is the group's number. Sort paragraphs by `at`. An empty `text` means that it was erased.
 * `by` names the member who changed it last.
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

/**
 * The people in the session. The numbers count participants; `members` lists everybody.
 *
 * `languages` has, by language tag, how many are here.
 */
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
 * A person who has left a hall is `away` at once, because they have no connection that could
 * return. `hall` is for people in a hall, without a device of their own.
 */
export interface PersonView {
  member: number;
  name: string;
  language: string;
  role: Role;
  state: "away" | "here" | "lost";
  hall?: string;
}

/**
 * How the session takes questions, and the questions themselves for hosts.
 *
 * All others ask `question.list`.
 */
export interface QuestionsPart {
  open: boolean;
  moderated: boolean;
  anonymous: boolean;
  items: QuestionView[];
}

/**
 * A question, or those of its fields that have changed.
 *
 * `by` is null for an anonymous question. `answer` is null if it was given by word of mouth. The
 * state `gone` means that the reader no longer sees the question. `voted` and `mine` are the
 * reader's own. `reason`, and `into` (the question it was merged into), are for its author and
 * hosts.
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

/** A number that rises with every decision about an anonymous question. */
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
 * The chat's mode, and the number of the last message that the reader may see.
 *
 * `items` are the last messages, for hosts; others ask `chat.page`. `muted` is for a muted member;
 * `mutes`, for hosts, are the numbers of all muted members.
 */
export interface ChatPart {
  mode: ChatMode;
  last: number;
  items: ChatMessageView[];
  muted?: boolean;
  mutes?: number[];
}

/**
 * A message. `at` is the time at which it was written.
 *
 * A private message has `thread`, the number of the participant who writes with the hosts. `host`
 * is present if a host wrote it, `removed` if its text was deleted.
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

/** The chat's mode. */
export interface ModeView {
  mode: ChatMode;
}

/** Whether this member is muted. */
export interface MutedView {
  muted: boolean;
}

/** The numbers of the muted members. */
export interface MutesView {
  mutes: number[];
}

/** The tests of the session's programme. */
export interface TestsView {
  items: TestView[];
}

/**
 * A test. `state` is `waiting`, `open` or `over`; `of` is the number of its items.
 *
 * `started` and `handed_in` count people, for hosts only. `answered` and `done` are the reader's
 * own, and absent from broadcasts.
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

/** The fields of a test that changed; absent fields stay as they were. */
export interface TestChange {
  id: string;
  state?: Stage;
  days?: number;
  started?: number;
  handed_in?: number;
  done?: boolean;
}

/**
 * The call beside the session: all entries for hosts, at most their own for participants.
 *
 * There are no `entries` without a call, and none once the session is over.
 */
export interface CallView {
  entries: CallDetails[];
}

/** How to join the call. `language` is "" in the entry for all; missing texts are empty. */
export interface CallDetails {
  language: string;
  link: string;
  phone: string;
  pin: string;
  note: string;
}

/** The newest line in the reader's language, and the one `before` it. */
export interface CaptionsView {
  id: number;
  text: string;
  before: string;
  mark: Mark;
}

/**
 * One language as hosts see it: its interpreter and its last two lines.
 *
 * `holder` is a member's number. `offered` means that the interpreter asks to be relieved. `mark`
 * is that of the newest line.
 */
export interface LaneView {
  holder: number | null;
  offered: boolean;
  id: number;
  text: string;
  before: string;
  mark: Mark;
}

/** A line; the same `id` again means that the line was corrected. */
export interface LineView {
  id: number;
  text: string;
  mark: Mark;
}

/**
 * The end of what a machine has understood since the line with the id `after`.
 *
 * It is no line yet: the next such text replaces it, and a newer line makes it void.
 */
export interface PartialView {
  after: number;
  text: string;
}

/** The presenter, and the member offered the floor: numbers of members, null for nobody. */
export interface FloorView {
  holder: number | null;
  offered: number | null;
}

/** The last act of a host: the number of the member, and the kind of entry in the timeline. */
export interface ActView {
  member: number;
  act: string;
}

/**
 * The lobby, for hosts. `items` are the waiting members, the longest wait first.
 *
 * `names` is the number of expected names.
 */
export interface LobbyView {
  mode: "admit" | "closed" | "open";
  names: number;
  items: WaitingView[];
  removed: RemovedView[];
}

/**
 * A waiting member; `id` is their number.
 *
 * `expected` is whether the list of expected names has them; null without a list.
 */
export interface WaitingView {
  id: number;
  name: string;
  language: string;
  since: string | null;
  link: "enough" | "good" | "slow" | null;
  expected: boolean | null;
}

/** A member who was removed from the session. */
export interface RemovedView {
  member: number;
  name: string;
}

/** The passages of the slide that the presenter has marked, or null. */
export interface MarkerView {
  marks: Marks | null;
}

/**
 * Marked passages of a slide, the same in every translation and on every screen.
 *
 * `marked` has the numbers of blocks, counted as in `Spot`; the slide has `blocks` of them.
 */
export interface Marks {
  slide: number;
  blocks: number;
  marked: number[];
}

/** The name that hosts see now, or null. */
export interface PicksView {
  shown: PickView | null;
}

/** The member whom the choice has named. */
export interface PickView {
  member: number;
  name: string;
}

/** The place that the presenter points at, or null. */
export interface PointerView {
  spot: Spot | null;
}

/**
 * A place on a slide, the same in every translation and on every screen.
 *
 * `block` is the title (0), a paragraph, a list item, a row or a picture, in the order of the
 * page; the slide has `blocks` of them. `x` and `y` are a place within a picture, as shares of its
 * width from the left and its height from the top; without them, the whole block is marked.
 */
export interface Spot {
  slide: number;
  block: number;
  blocks: number;
  x?: number;
  y?: number;
}

/** All halls, for hosts; the facilitator's own hall, for the facilitator. */
export interface HallsView {
  items: HallView[];
}

/**
 * A hall; `id` is its number.
 *
 * `people` counts those in it now without a device, `listed` all who ever were.
 */
export interface HallView {
  id: number;
  name: string;
  facilitator: number;
  facilitator_name: string;
  people: number;
  listed: number;
}

/** The person whose PIN was wrong, and how many tries are left. */
export interface WrongPin {
  person: number;
  left: number;
}

/**
 * Whether the voice is recorded now: `on`, or `soon` if it will be once the session starts.
 *
 * `full` and `failed` say that the recording has stopped by itself: too little space is left on
 * the server, or the sound could not be stored.
 */
export interface RecordingView {
  state: "failed" | "full" | "off" | "on" | "paused" | "soon";
}

/**
 * Signals: the queue and the pace for hosts; for others, their own hand and signals.
 *
 * `hand` is null, `up` or `called`. `slower_at` and `unclear_at` are seconds since 1970, or null.
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

/** A hand in the queue; `called` means that it is this member's turn. */
export interface HandView {
  member: number;
  name: string;
  raised_at: string;
  called: boolean;
}

/**
 * The signals of the readers of one language, if at least five of them are here.
 *
 * All other signals are in the group with an empty `language`. `times` is a list of pairs: a time
 * in seconds since 1970, in steps of ten, and the number of signals sent from then on. Readers
 * compute how much each still weighs, because signals fade by the second.
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

/**
 * The first hands of the queue, in order, after the one that was called.
 *
 * `up` is the number of all hands that wait: whoever has the floor is not among them.
 */
export interface HandsView {
  hands: HandView[];
  up: number;
}

/** The member's own hand: null, `up` or `called`. */
export interface MyHand {
  hand: "called" | "up" | null;
}

/** The pace signals that have not faded. */
export interface PaceView {
  slower: PaceGroup[];
  unclear: PaceGroup[];
  interpreters: InterpreterPace[];
}

/** The time of the member's own signal, in seconds since 1970. */
export interface MyPace {
  slower_at?: number;
  unclear_at?: number;
}

/** How often each reaction was sent since the session started. */
export interface ReactionsView {
  reactions: Record<string, number>;
}

/** What the stage shows instead of the slide; both are null while it shows the slide. */
export interface StageView {
  kind: string | null;
  key: string | null;
}

/**
 * A picture: the member whose it is, and the key in its address, `/stills/<key>`.
 *
 * `text` says in words what a screen shows, in this `language`; both are null if nobody wrote it.
 */
export interface StillView {
  by: number;
  name: string;
  key: string;
  text: string | null;
  language: string | null;
}

/** The grants to speak: all `grants` for hosts, and `mine` for a participant who has one. */
export interface TalkView {
  grants?: GrantView[];
  mine?: OwnGrant | null;
}

/** A participant who may speak until `ends_at`, or who waits for it while that is null. */
export interface GrantView {
  member: number;
  name: string;
  seconds: number;
  ends_at: string | null;
}

/** When the member's own time to speak ends; null while they wait for those before them. */
export interface OwnGrant {
  ends_at: string | null;
}

/** The participants whom hosts let speak, in order. */
export interface GrantsView {
  grants: GrantView[];
}

/** The member's own grant; null if they have none. */
export interface MyGrant {
  mine: OwnGrant | null;
}

/** The running countdown or break, or null. */
export interface TimingView {
  now: NowView | null;
}

/**
 * The running countdown (`activity`) or break. `ends_at` is by the server's clock.
 *
 * `clock` is the end as clocks show it where the session is; devices with old time zone tables
 * would get that wrong.
 */
export interface NowView {
  kind: Runs;
  label: string;
  started_at: string;
  ends_at: string;
  clock: string;
}

/** The session's planned length from now on. */
export interface MinutesView {
  planned_minutes: number;
}

/**
 * The speaker of a channel: the member's number and name, both null while it is free.
 *
 * `since` is when they began, in seconds since 1970. `offered` means that they ask to be relieved.
 */
export interface VoiceView {
  holder: number | null;
  name: string | null;
  turn: number;
  since: number | null;
  offered: boolean;
}

/** Whether slides wait for the voice. */
export interface HeldView {
  held: boolean;
}

/**
 * The members who hear a channel in each rendition, and those for whom only text is left.
 *
 * `media_server` are those who hear it from a media server. Each is a set of numbers as base64:
 * bit `n % 8` of byte `n // 8`, counted from the lowest, is set for the member with number `n`.
 */
export interface ListenersView {
  full: string;
  media_server: string;
  thin: string;
  text: string;
}

/** The room as a member sees it. */
export interface Snapshot {
  version: number;
  said: Partial<Record<Audience, number>>;
  now: string;
  tag: string;
  call: CallView;
  captions: CaptionsView | null;
  chat: ChatPart;
  drafts: DraftView[] | null;
  floor: FloorView | null;
  groups: GroupsView | null;
  halls: HallsView | null;
  lanes: Record<string, LaneView> | null;
  lobby: LobbyView | null;
  marker: MarkerView;
  me: MeView;
  people: PeopleView | null;
  picks: PicksView | null;
  plan: PlanView | null;
  polls: PollView[];
  questions: QuestionsPart;
  recording: RecordingView | null;
  room: RoomView;
  signals: SignalsView;
  slides_held: HeldView | null;
  slides_hidden: HiddenView;
  stage: StageView;
  steps: StepView[];
  stills: Record<string, StillView> | null;
  talk: TalkView | null;
  terms: TermsView;
  tests: TestsView | null;
  timing: TimingView;
  voice: Record<string, VoiceView> | null;
}

/** Every broadcast carries the version of the room that it made. */
export type Said<Body> = Body & { version: number };

/** `after` is the version of the broadcast before it to the same audience: it shows a gap. */
export type Sequenced<Body> = Said<Body> & { audience: Audience; after: number };

/**
 * Sent every ten seconds: the version of the last sequenced broadcast to each audience.
 *
 * A client that has heard less than this has missed something, and fetches the snapshot. So does a
 * client that gets `missed`: its server may have missed what another process sent.
 */
export interface RoomTick {
  said: Record<string, number>;
  missed?: boolean;
}

/** The server is about to restart. Reconnect after about `retry_ms`, at random moments. */
export interface ServerRestarting {
  retry_ms: number;
}

/** The session has started: polls and steps can be answered. */
export interface RoomStarted {
  started_at: string;
}

/** The session has ended for good. */
export interface RoomEnded {
  ended_at: string;
}

/** This member chose another language, in any tab, or was given another role. */
export interface MemberChanged {
  language: string;
  role?: Role;
}

/** This member was let in: connect again to hear the session. */
export interface LobbyAdmitted {
}

/** Hosts have hidden slides, or shown them again: all that are hidden now. */
export interface SlidesHidden {
  part: "slides_hidden";
  set: HiddenView;
}

/**
 * The presenter is on this slide, counted from 0.
 *
 * `revealed` is how many of its items are shown so far; it is left out if the slide shows all at
 * once.
 */
export interface SlideMoved {
  slide: number;
  revealed?: number;
}

/**
 * The running result, for hosts only. `voters` counts ballots, and `tally` choices.
 *
 * While an anonymous poll is open, only `voters` is present; it includes abstentions.
 */
export interface PollTally {
  poll: string;
  voters: number;
  tally?: Record<string, number>;
  figures?: Figures;
}

/** The result by language, with at least five voters in each. `other` joins small languages. */
export interface PollLanguages {
  poll: string;
  languages: Record<string, LanguageResult>;
}

/** A poll was drafted on the spot, or as a second round. Only hosts hear of drafts. */
export interface PollDrafted {
  poll: PollView;
}

/** The poll is open to votes. */
export interface PollOpened {
  poll: PollView;
}

/** The countdown of the poll ends later. */
export interface PollExtended {
  poll: string;
  closes_at: string;
}

/** The poll takes no more votes. Its result is not shown yet. */
export interface PollClosed {
  poll: string;
  closed_at: string;
}

/**
 * The result is shown to everybody; it is sent again after a host hides or shows a word.
 *
 * `correct` is empty unless the poll is a quiz.
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
 * This member's own vote was counted.
 *
 * It has the fields of the poll's kind. For an anonymous vote, it leaves out the answer.
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

/** Open texts that are new or have changed, in words or state; for hosts. */
export interface PollReplies {
  poll: string;
  replies: Reply[];
}

/** A host shows these open texts to everybody. */
export interface PollShown {
  poll: string;
  replies: Reply[];
}

/** These open texts are hidden again. */
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

/** The reasons given so far, for everybody; only if the session shares reasons. */
export interface SharedReasons {
  step: number;
  reasons: ReasonView[];
}

/** A host chose how this session agrees. */
export interface TermsChosen {
  terms: TermsView;
}

/** Somebody proposed a next step. */
export interface StepProposed {
  step: StepView;
}

/**
 * This step is put to the room; null means that no step is.
 *
 * Answers name `ballot`. `previous` is the step that was put until now and is proposed again.
 */
export interface StepPut {
  step: number | null;
  ballot: number;
  previous: number | null;
}

/** The step's wording, owners, dates, state or outcome changed. */
export interface StepChanged {
  step: StepView;
}

/** This member's own answer was stored. */
export interface StepAnswered {
  step: number;
  answer: Answer;
  reason: string;
  is_late: boolean;
}

/** The group that this member has joined or was moved to. */
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
 * A round of group work starts, gets another end, or is closed.
 *
 * When a round starts, discard everything from the previous round.
 */
export interface RoundChanged {
  part: "groups";
  set: GroupsView;
}

/** The groups, for hosts; sent when they are drafted or started, and when a member moves. */
export interface AllGroups {
  part: "groups";
  set: GroupsView;
}

/** The people in the session, for hosts; sent when somebody comes, goes or falls silent. */
export interface RoomPeople {
  people: PeopleView;
}

/** The number of votes for a question; `key` is the question's number. */
export interface QuestionVotes {
  part: "questions";
  key: string;
  put: QuestionView[];
}

/** An anonymous question may have changed: a device that asked one asks `question.mine` now. */
export interface QuestionTurn {
  part: "questions";
  set: Turn;
}

/** A question that everybody sees is new, has changed, or was taken out. */
export interface QuestionChanged {
  part: "questions";
  put: QuestionView[];
}

/** A question that only hosts see: it waits, was declined, or was merged into another. */
export interface QuestionHeld {
  part: "questions";
  put: QuestionView[];
}

/** This member's own question, or their vote for a question, has changed. */
export interface QuestionOwn {
  part: "questions";
  put: QuestionView[];
}

/** The rules for questions have changed. */
export interface QuestionRulesChanged {
  part: "questions";
  set: RulesView;
}

/** Somebody wrote to everyone, or such a message was removed. */
export interface ChatSaid {
  part: "chat";
  put: ChatMessageView[];
}

/** A private message was written or removed; for hosts. */
export interface ChatHeld {
  part: "chat";
  put: ChatMessageView[];
}

/** A private message was written or removed; for the participant in its thread. */
export interface ChatPrivate {
  part: "chat";
  put: ChatMessageView[];
}

/** The chat's mode has changed. */
export interface ChatSwitched {
  part: "chat";
  set: ModeView;
}

/** This member was muted, or may write again. */
export interface ChatMuted {
  part: "chat";
  set: MutedView;
}

/** The list of muted members has changed; for hosts. */
export interface ChatMutes {
  part: "chat";
  set: MutesView;
}

/** This member's test was handed in. */
export interface TestHandedIn {
  part: "tests";
  key: string;
  put: TestChange[];
}

/** How many members have started a test, and handed it in; for hosts only. */
export interface TestProgress {
  part: "tests";
  key: string;
  put: TestChange[];
}

/** A test was opened or closed, or stays open longer after the end. */
export interface TestChanged {
  part: "tests";
  put: TestChange[];
}

/** All entries of the call, for hosts. */
export interface CallChanged {
  part: "call";
  set: CallView;
}

/** The call for the participants who read the session in one language. */
export interface CallShown {
  part: "call";
  set: CallView;
}

/** A line was added or corrected; for participants who read the session in its language. */
export interface CaptionSaid {
  part: "captions";
  set: LineView;
}

/** A machine has understood something, but no whole line yet; for readers of its language. */
export interface CaptionHeard {
  part: "captions";
  set: Record<string, PartialView>;
}

/** A machine has stopped, or goes on; for readers who see a line of it as the newest. */
export interface CaptionsMarked {
  part: "captions";
  set: Record<string, Mark>;
}

/** Another interpreter works in this language, asks to be relieved, or has added a line. */
export interface LaneChanged {
  part: "lanes";
  key: string;
  set: Record<string, LaneView>;
}

/**
 * A machine has understood something in this language, but no whole line yet.
 *
 * It is about the line whose id is `after`: a newer line of the lane makes it void.
 */
export interface LaneHeard {
  part: "lane_partials";
  key: string;
  set: Record<string, PartialView>;
}

/**
 * A host has opened or closed a poll, moved the slides, put a step, and so on.
 *
 * It tells the other hosts whose hand it was. Consoles drop it after a minute.
 */
export interface HostActed {
  part: "acts";
  set: ActView;
}

/** The presenter, or the offer of the floor, has changed. */
export interface FloorChanged {
  part: "floor";
  set: FloorView;
}

/** The members who wait in the lobby, for hosts only. */
export interface LobbyState {
  part: "lobby";
  set: LobbyView;
}

/** This member was turned away for now; `lobby.ask` asks again. */
export interface LobbyRefused {
  reason: string;
}

/** This member was removed from the session; the server closes the connection. */
export interface MemberRemoved {
}

/** Other passages are marked, or none, because the presenter cleared them or moved on. */
export interface MarkerChanged {
  part: "marker";
  set: MarkerView;
}

/** The choice has named somebody, or nobody is named any more; for hosts. */
export interface PicksChanged {
  part: "picks";
  set: PicksView;
}

/** The presenter points at another place, or at none. Screens drop it after 20 seconds. */
export interface PointerMoved {
  part: "pointer";
  set: PointerView;
}

/** The facilitator's own hall. */
export interface HallMine {
  part: "halls";
  set: HallsView;
}

/** A person in the hall typed a wrong PIN; sent to the member who entered it. */
export interface HallPin {
  part: "hall_pin";
  set: WrongPin;
}

/** A hall is new, has another facilitator, or somebody came or went; for hosts. */
export interface HallChanged {
  part: "halls";
  put: HallView[];
}

/** The recording began, was paused, went on, or stopped. */
export interface RecordingChanged {
  part: "recording";
  set: RecordingView;
}

/** The queue of raised hands, for hosts. */
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

/** The total number of each reaction; sent at most once a second. */
export interface ReactionsChanged {
  part: "signals";
  set: ReactionsView;
}

/** The stage shows something else. */
export interface StageChanged {
  part: "stage";
  set: StageView;
}

/** There is a newer picture of this kind, or none any more: null. */
export interface StillChanged {
  part: "stills";
  key: string;
  set: Record<string, StillView | null>;
}

/** The participants who may speak, for hosts. */
export interface GrantsChanged {
  part: "talk";
  set: GrantsView;
}

/** This member may speak, waits for it, or may no longer. */
export interface GrantTold {
  part: "talk";
  set: MyGrant;
}

/** A countdown or break has started, has another end, or is over. */
export interface TimingChanged {
  part: "timing";
  set: TimingView;
}

/** The session's planned length has grown. */
export interface RoomExtended {
  part: "room";
  set: MinutesView;
}

/**
 * 60 ms of sound in the full rendition, to the links that listen to this channel.
 *
 * The names are short, because it is sent often.
 *
 * `c` is the channel, `t` the turn, `n` the number of the packet in it, `at` the server's time in
 * ms at which it was captured, and `d` the sound, as in `voice.send`.
 */
export interface VoiceHeard {
  at: number;
  c: string;
  t: number;
  n: number;
  d: string;
}

/**
 * 360 ms of sound in the thin rendition, to the links that listen to it: up to six packets.
 *
 * `c`, `t`, `n` and `at` are those of the first packet, as in `voice`; each further packet has the
 * next number and was captured 60 ms later. `d` is the bytes of all packets, one after another:
 * three frames each, as in `voice.send`. A bundle has fewer packets before a gap, and at the end
 * of a turn.
 *
 * Over a WebSocket `d` comes as bytes, in a binary attachment of Socket.IO, and over long polling
 * as base64.
 */
export interface VoiceBundle {
  at: number;
  c: string;
  t: number;
  n: number;
  d: ArrayBuffer | string;
}

/** Another member speaks in this channel, or nobody any more. */
export interface VoiceChanged {
  part: "voice";
  key: string;
  set: Record<string, VoiceView>;
}

/** Slides wait for the voice from now on, or no longer. */
export interface SlidesHeld {
  part: "slides_held";
  set: HeldView;
}

/**
 * The members who hear each channel through one `process` of the server.
 *
 * Each process sends its own every few seconds while anybody listens there. A client unites them,
 * because a member may have tabs in several, and drops those of a process that has fallen silent.
 */
export interface VoiceListeners {
  process: string;
  channels: Record<string, ListenersView>;
}

/** What is said, by its name. */
export interface Broadcasts {
  "room.tick": Said<RoomTick>;
  "server.restarting": Said<ServerRestarting>;
  "room.started": Sequenced<RoomStarted>;
  "room.ended": Sequenced<RoomEnded>;
  "member.changed": Said<MemberChanged>;
  "lobby.admitted": Said<LobbyAdmitted>;
  "slide.hidden": Sequenced<SlidesHidden>;
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
  "call.changed": Said<CallChanged>;
  "call.shown": Said<CallShown>;
  "caption.said": Said<CaptionSaid>;
  "caption.heard": Said<CaptionHeard>;
  "captions.marked": Said<CaptionsMarked>;
  "lane.changed": Said<LaneChanged>;
  "lane.heard": Said<LaneHeard>;
  "host.acted": Said<HostActed>;
  "floor.changed": Sequenced<FloorChanged>;
  "lobby.state": Said<LobbyState>;
  "lobby.refused": Said<LobbyRefused>;
  "member.removed": Said<MemberRemoved>;
  "marker.changed": Sequenced<MarkerChanged>;
  "picks.changed": Sequenced<PicksChanged>;
  "pointer.moved": Said<PointerMoved>;
  "hall.mine": Said<HallMine>;
  "hall.pin": Said<HallPin>;
  "hall.changed": Sequenced<HallChanged>;
  "recording.changed": Sequenced<RecordingChanged>;
  "signals.hands": Said<HandsChanged>;
  "signals.hand": Said<HandTold>;
  "signals.pace": Said<PaceChanged>;
  "signals.sent": Said<PaceTold>;
  "signals.reactions": Said<ReactionsChanged>;
  "stage.changed": Sequenced<StageChanged>;
  "still.changed": Said<StillChanged>;
  "talk.grants": Said<GrantsChanged>;
  "talk.mine": Said<GrantTold>;
  "timing.changed": Sequenced<TimingChanged>;
  "room.extended": Sequenced<RoomExtended>;
  voice: Said<VoiceHeard>;
  "voice.bundle": Said<VoiceBundle>;
  "voice.changed": Said<VoiceChanged>;
  "voice.slides_held": Said<SlidesHeld>;
  "voice.listeners": Said<VoiceListeners>;
}

/** Read the session in another language; any interface language is accepted. */
export interface ChooseLanguage {
  language: string;
}

/**
 * Show everybody this slide, counted from 0.
 *
 * `revealed` is how many items to show, on a slide that reveals its lists item by item; without
 * it, all are shown.
 */
export interface GoToSlide {
  slide: number;
  revealed?: number;
}

/** The numbers of slides, counted from 0. */
export interface NameSlides {
  slides: number[];
}

/**
 * Make a poll on the spot, as a draft. `correct` holds the numbers of options, from 0.
 *
 * With `opens`, the poll is opened at once, with its countdown. Only a live session allows that.
 * `numeric`, `text` and `cloud` have no options; the other kinds have at least two, and `reasoned`
 * has exactly two: true, then false. The options of a scale are its points, from `lowest` on.
 * `points` is the number to share out, and `seconds` the countdown to offer. `right` and
 * `tolerance` are for a numeric quiz.
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
  opens?: boolean;
}

/** Open the poll to votes. With `seconds`, it closes by itself. */
export interface OpenPoll {
  poll: string;
  seconds?: number | null;
}

/** Give the countdown this much more time, or start one if none is running. */
export interface ExtendPoll {
  poll: string;
  seconds: number;
}

/** Close or reveal this poll. */
export interface NamePoll {
  poll: string;
}

/** Draft a second round of this closed or revealed poll. Its key ends in `--2`. */
export interface AskAgain {
  poll: string;
}

/** Show these texts or words to everybody; with `everything`, all waiting texts or all words. */
export interface ShowAnswers {
  poll: string;
  ids?: string[];
  everything?: boolean;
}

/** Hide these texts or words from everybody but hosts; with `everything`, all of them. */
export interface HideAnswers {
  poll: string;
  ids?: string[];
  everything?: boolean;
}

/**
 * Vote, with the fields of the poll's kind. While the poll is open, a new vote replaces the
 * last.
 *
 * `points` (by option), `number`, `text` and `words` are for the kinds `points`, `numeric`, `text`
 * and `cloud`. All other kinds take `options`: a `ranking` in order from the top, `matching` and
 * `sorting` the pairs. With `reasoned`, a `text` may give the reason. `abstain` goes with no other
 * field. A vote in an anonymous poll is final; its `pad` is any text that makes all such votes
 * equally long, and the server does not read it.
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

/**
 * Choose how this session agrees, before it starts.
 *
 * `quorum` is a percentage of the people present. With `shares_reasons`, everybody sees the
 * reasons.
 */
export interface ChooseTerms {
  rule: "consent" | "majority" | "owners" | "two_thirds";
  quorum: number;
  shares_reasons?: boolean;
}

/** Propose a next step; `language` is the language of `text`. */
export interface ProposeStep {
  text: string;
  language: string;
}

/** Propose this draft from the programme; with `put`, also put it to the room. */
export interface UseDraft {
  draft: string;
  put?: boolean;
}

/**
 * Reword a step, or translate it.
 *
 * `base` is the revision that the writer started from, 0 for a first translation. If somebody else
 * has changed the wording since, the server refuses, so that it overwrites nothing.
 */
export interface WordStep {
  step: number;
  text: string;
  language: string;
  base: number;
}

/** Merge this step into another one, which stays. */
export interface MergeSteps {
  step: number;
  into: number;
}

/** Put this step to the room, take it back, close it, set it aside or bring it back. */
export interface NameStep {
  step: number;
}

/** Overrule the outcome of the last ballot; the reason stays in the record. */
export interface DecideStep {
  step: number;
  outcome: "agreed" | "not_agreed";
  reason: string;
}

/**
 * Set dates, the indicator and the evidence wanted; fields that are left out stay.
 *
 * `base` is the step's `details`, the number of such changes, as the writer knew it.
 */
export interface DetailStep {
  step: number;
  base: number;
  due?: string | null;
  check_back?: string | null;
  indicator?: string;
  evidence?: string;
}

/** Propose an owner: a member by number, a role in words, or, with neither, oneself. */
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

/** Decline to own a step; the reason is optional. */
export interface DeclineStep {
  step: number;
  owner: number;
  reason?: string;
}

/**
 * Answer the step that is put to the room; a second answer replaces the first.
 *
 * `ballot` is the ballot that the member saw. `age` is how many ms ago, by the member's own clock,
 * the answer was given; it may have waited for a connection.
 */
export interface AnswerStep {
  step: number;
  ballot: number;
  answer: "abstain" | "agree" | "disagree" | "must_ask" | "reserve";
  reason?: string;
  age?: number;
}

/**
 * Draft groups of about this size, which only hosts see. The same `seed` gives the same groups.
 *
 * With `everyone`, the groups include members who have joined but are away. With the split `unit`,
 * members on the session's roster are grouped with others of their unit, and all other members
 * with each other.
 */
export interface DraftGroups {
  split: "hand" | "language" | "random" | "unit";
  size?: number;
  seed?: number | null;
  everyone?: boolean;
}

/** Let the groups work for `minutes` minutes from now. */
export interface ForMinutes {
  minutes: number;
}

/** Move this member into this group. */
export interface MoveMember {
  member: number;
  group: number;
}

/** Write to this group; 0 means all groups. */
export interface TellGroups {
  group: number;
  text: string;
  language: string;
}

/** Answer or end this group's call for help. */
export interface NameGroup {
  group: number;
}

/**
 * Change a paragraph from `was`, as its writer saw it, to `now`; an unknown one is added.
 *
 * The server keeps changes that others made meanwhile. `after` is the paragraph that a new one
 * follows, or "" for the end of the note. An empty `now` erases the paragraph.
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

/** Bring back this erased paragraph. */
export interface NameBlock {
  round: number;
  group: number;
  block: string;
}

/** Call for a presenter, or take back the call. */
export interface CallHelp {
  wanted: boolean;
}

/** Open a poll in one's own group; with `copy`, the present slide's, in all its languages. */
export interface AskGroup {
  language: string;
  question?: string;
  options?: string[];
  copy?: boolean;
}

/** Vote for this option, counted from 0; a second vote replaces the first. */
export interface VoteInGroup {
  poll: number;
  option: number;
}

/** Close this poll of one's own group. */
export interface NameGroupPoll {
  poll: number;
}

/** Ask a question; `language` is the language of `text`. */
export interface Ask {
  text: string;
  language: string;
}

/**
 * Ask without a name. The server keeps nothing about the author.
 *
 * `token` is a secret that the device makes; the same token again means the same question.
 */
export interface AskAnonymously {
  text: string;
  language: string;
  token: string;
}

/** Vote for a question; `on: false` takes the vote back. */
export interface VoteFor {
  question: number;
  on?: boolean;
}

/**
 * Set how the session takes questions.
 *
 * `open`: it takes them. `moderated`: a moderator shows each before others see it. `anonymous`: it
 * also takes questions without a name.
 */
export interface SetRules {
  open?: boolean;
  moderated?: boolean;
  anonymous?: boolean;
}

/** Show this question to everybody, or keep it for later. */
export interface NameQuestion {
  question: number;
}

/** Mark a question as answered, in these words or, without any, by word of mouth. */
export interface AnswerQuestion {
  question: number;
  words?: string;
  language?: string;
}

/** Decline a question, with a reason that only its author sees. */
export interface DeclineQuestion {
  question: number;
  reason?: string;
}

/** Merge a question into another that asks the same. A vote for both counts once. */
export interface MergeQuestion {
  question: number;
  into: number;
}

/** Translate a question; without words, delete its translation into this language. */
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

/** Switch the chat off, open it to everyone, or let participants write to the hosts only. */
export interface SetMode {
  mode: "everyone" | "hosts" | "off";
}

/** Delete a message for good, including its text. */
export interface RemoveMessage {
  message: number;
}

/** Stop a participant from writing; `on: false` lets them write again. */
export interface Mute {
  member: number;
  on?: boolean;
}

/** Open, close or hand in the test of this part. */
export interface NameTest {
  part: string;
}

/** Keep the post-test open for `days` days after the session ends. */
export interface KeepOpen {
  part: string;
  days: number;
}

/** Answer an item; until the test is handed in, a new answer replaces the last. */
export interface AnswerTest {
  part: string;
  item: string;
  options: string[];
}

/**
 * Interpret into one's language from now on.
 *
 * `holder` is the interpreter whom the client saw there when it sent this; null for none.
 */
export interface TakeLane {
  holder?: number | null;
}

/** Ask the other interpreters of this language to take over, or stop asking. */
export interface OfferLane {
  offered: boolean;
}

/** Add a line of captions in the language that the member interprets into. */
export interface SayCaption {
  text: string;
}

/** Correct the last line of captions, or any line by machine; `line` is its number. */
export interface CorrectCaption {
  line: number;
  text: string;
}

/** Note that the member has looked through what they missed, or has skipped it. */
export interface CaughtUp {
  slides: number;
  skipped?: boolean;
}

/**
 * Present from now on.
 *
 * `holder` is the presenter whom the client saw when it sent this; null for nobody.
 */
export interface TakeFloor {
  holder?: number | null;
}

/** Offer the floor to this member; null takes the offer back. */
export interface OfferFloor {
  member?: number | null;
}

/**
 * Choose how newcomers come in: after waiting (`admit`), at once (`open`), or not at all
 * (`closed`).
 *
 * Personal links work in every mode.
 */
export interface SetLobby {
  mode: "admit" | "closed" | "open";
}

/** This member, by number. */
export interface NameMember {
  member: number;
}

/** Turn this member away for now, with a reason. */
export interface RefuseMember {
  member: number;
  reason: "full_name" | "later" | "not_listed" | "other_session";
}

/** Report the quality of the connection, as this member's device has measured it. */
export interface NoteLink {
  quality: "enough" | "good" | "slow";
}

/** Change one's name, which will stand on the certificate. */
export interface Rename {
  name: string;
}

/** Mark these passages of the slide, and no others; null clears all marks. */
export interface SetMarks {
  marks?: Marks | null;
}

/**
 * Choose somebody who is here, among those who have had the fewest turns.
 *
 * With `language`, only among its readers.
 */
export interface DrawPick {
  language?: string | null;
}

/** Call on the member whose name is shown. */
export interface NamePick {
  member: number;
}

/** Make a hall: a place where several people share the screen of `facilitator`. */
export interface MakeHall {
  hall_name: string;
  facilitator: number;
}

/** Make another member the facilitator of this hall, who enters votes for its people. */
export interface GiveHall {
  hall: number;
  facilitator: number;
}

/** Seat people without a device of their own in this hall. */
export interface AddToHall {
  hall: number;
  names: string[];
  language: string;
}

/** A person of the hall leaves, comes back, or needs a new PIN. */
export interface NameSitter {
  hall: number;
  person: number;
}

/** Record that a person of the hall is the same as this member, who has a phone. */
export interface MatchSitter {
  hall: number;
  person: number;
  member: number;
}

/**
 * Enter how many hands each option got; all 0 takes back what was entered.
 *
 * In a poll that allows several options, `took_part` is how many people raised a hand at all.
 */
export interface ShowOfHands {
  hall: number;
  poll: string;
  hands: Record<string, number>;
  took_part?: number;
}

/** Vote on the hall's screen with the person's own PIN. Its first use sets the PIN. */
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

/** Tell the hosts that they go too fast, or that something is unclear. The signal fades. */
export interface SendPace {
  kind: "slower" | "unclear";
}

/** Send a reaction. The server only counts how often each was sent. */
export interface SendReaction {
  kind: "good" | "new" | "support" | "thanks";
}

/** Show something on the stage: its kind, and the key of the thing itself. */
export interface ShowOnStage {
  kind: string;
  key?: string;
}

/** Take the picture of this kind away; whoever sends it is told with the next one. */
export interface RemoveStill {
  kind: StillKind;
}

/** Let this participant speak: now, or after those who may speak already. */
export interface GrantTalk {
  member: number;
  seconds?: number;
}

/** Give this participant more time. */
export interface ExtendTalk {
  member: number;
  seconds?: number;
}

/** End this participant's time, or remove them from the queue. */
export interface EndTalk {
  member: number;
}

/** The turn in which the participant speaks, as the state of the floor shows it. */
export interface NameTurn {
  turn: number;
}

/** Start an activity of `minutes` minutes, which replaces what is running. */
export interface StartCountdown {
  minutes: number;
  label?: "discussion" | "exercise" | "group_work" | "reading" | "writing";
}

/**
 * Start a break of `minutes` minutes, or one that lasts until `until`.
 *
 * `until` is `HH:MM` as a clock shows it where the session is; "" leaves `minutes` in force.
 */
export interface StartBreak {
  minutes?: number;
  until?: string;
}

/** Add `minutes` minutes to the running countdown or break. */
export interface AddTime {
  minutes?: number;
}

/** Add `minutes` minutes to the planned length of the session. */
export interface ExtendSession {
  minutes?: number;
}

/**
 * Speak from now on: an interpreter in the language they interpret into, others on the floor.
 *
 * `holder` is the number of the speaker whom the client saw there when it sent this; null for
 * none. An interpreter who names the presentation's language as `channel` interprets for the
 * presenters until they take another channel.
 */
export interface TakeVoice {
  holder?: number | null;
  channel?: string | null;
}

/** Go on speaking: without this the channel becomes free after a while. */
export interface RenewVoice {
  turn: number;
}

/** Stop speaking. */
export interface StopVoice {
  turn: number;
}

/** Ask a colleague to take the channel over, or stop asking. */
export interface OfferVoice {
  turn: number;
  offered: boolean;
}

/** Let slides turn when a participant hears the presenter say so, or at once. */
export interface HoldSlides {
  held: boolean;
}

/** Take the channel from the member who speaks there. */
export interface SilenceVoice {
  channel: string;
}

/** `have` is the `tag` of the client's snapshot; `most`, the most bytes that it accepts. */
export interface AskSnapshot {
  have?: string;
  most?: number | null;
}

/** Ask for all wordings of this step. */
export interface AskHistory {
  step: number;
}

/** Ask for the questions that changed after this version; 0 asks for all. */
export interface ListQuestions {
  since?: number;
}

/** Ask for the questions that this device asked without a name. */
export interface MyQuestions {
  tokens: string[];
}

/** Ask for messages: those changed since a version, those before a message, or the last ones. */
export interface AskPage {
  since?: number;
  before?: number;
}

/** Name an open poll that is not anonymous. */
export interface AskPoll {
  poll: string;
}

/** Name the step that is put to everyone. */
export interface AskStep {
  step: number;
}

/** Ask what the member may do at the media server, and who speaks in this channel. */
export interface AskGrants {
  channel?: string;
}

/** Point at this place; null takes the pointer away. */
export interface Point {
  spot?: Spot | null;
}

/** The fields of each command. */
export interface Commands {
  "room.start": {};
  "room.end": {};
  "member.language": ChooseLanguage;
  "slide.go": GoToSlide;
  "slide.hide": NameSlides;
  "slide.unhide": NameSlides;
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
  "marker.set": SetMarks;
  "pick.draw": DrawPick;
  "pick.call": NamePick;
  "pick.clear": {};
  "hall.make": MakeHall;
  "hall.give": GiveHall;
  "hall.add": AddToHall;
  "hall.leave": NameSitter;
  "hall.return": NameSitter;
  "hall.match": MatchSitter;
  "hall.hands": ShowOfHands;
  "hall.vote": HallVote;
  "hall.reset": NameSitter;
  "recording.pause": {};
  "recording.resume": {};
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
  "still.remove": RemoveStill;
  "talk.grant": GrantTalk;
  "talk.extend": ExtendTalk;
  "talk.end": EndTalk;
  "talk.finish": {};
  "talk.hold": {};
  "talk.keep": NameTurn;
  "talk.release": NameTurn;
  "countdown.start": StartCountdown;
  "break.start": StartBreak;
  "timing.add": AddTime;
  "timing.end": {};
  "room.extend": ExtendSession;
  "voice.take": TakeVoice;
  "voice.renew": RenewVoice;
  "voice.stop": StopVoice;
  "voice.offer": OfferVoice;
  "voice.hold_slides": HoldSlides;
  "voice.silence": SilenceVoice;
}

/** The fields of each query. */
export interface Queries {
  "room.snapshot": AskSnapshot;
  "step.history": AskHistory;
  "question.list": ListQuestions;
  "question.mine": MyQuestions;
  "chat.page": AskPage;
  "awaited.poll": AskPoll;
  "awaited.step": AskStep;
  "catchup.look": {};
  "lobby.look": {};
  "media.grants": AskGrants;
  "pointer.move": Point;
  "remote.snapshot": AskSnapshot;
}
