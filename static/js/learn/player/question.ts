/** Draws the question of a slide: every kind of poll, with a verdict and another try if it is a quiz. */

import { html, nothing } from "lit-html";
import { icon } from "../../kit/icons.ts";
import { msg } from "../../kit/words.ts";
import type { PollView } from "../../room/engine/types.ts";
import { abstention, inWords, legend, ticks, type Asked as AskedPoll } from "../../live/polls/asking.ts";
import { addKinds, choiceOf, fieldsOf, kindOf, wrongWith } from "../../live/polls/kinds.ts";
import { KINDS } from "../../live/polls/kinds/all.ts";
import { ABSTAIN, isAbstaining } from "../../live/polls/kinds/kind.ts";
import type { Player } from "./play.ts";
import type { Answer, PackPoll, PackSlide, PollText, Try } from "./types.ts";
import { verdictLine, solution } from "./verdict.ts";

const ANONYMOUS = msg(
  "Anonymous: it is kept that you answered, and not what. Until it has arrived, your answer is on this device. It cannot be changed.",
);
const NAMED = msg("Your answer is kept with your name, for those who run this course.");

export type Asked = AskedPoll & { text: PollText };

addKinds(KINDS);

/** Makes from a slide of a pack what the forms of live polls need. */
function viewOf({ id, poll }: PackSlide & { poll: PackPoll }): PollView {
  return {
    poll: id,
    slide: null,
    kind: poll.kind,
    quiz: poll.is_quiz,
    state: "open",
    options: poll.options.map((option) => option.id),
    texts: null,
    opened_at: null,
    closed_at: null,
    points: poll.points,
    ...(poll.may_abstain ? { abstain: true } : {}),
    mine: null,
  };
}

/** Keeps choices that are not sent yet, by slide. */
export function createDrafts(onChange: () => void) {
  const drafts = new Map<string, readonly string[]>();
  const set = (poll: PollView, choice: readonly string[]) => {
    drafts.set(poll.poll, choice);
    onChange();
  };
  return {
    of: (poll: PollView): readonly string[] => drafts.get(poll.poll) ?? [],
    set,
    isDraft: (poll: PollView) => drafts.has(poll.poll),
    toggle(poll: PollView, key: string, ticked: boolean) {
      const previous = drafts.get(poll.poll) ?? [];
      const isAlone = key === ABSTAIN || kindOf(poll).picksOne;
      const others = isAlone ? [] : previous.filter((otherKey) => otherKey !== key && otherKey !== ABSTAIN);
      const chosen = new Set(ticked ? [...others, key] : others);
      set(poll, [...poll.options, ABSTAIN].filter((option) => chosen.has(option)));
    },
    forget: (id: string) => void drafts.delete(id),
  };
}

export function question(player: Player, slide: PackSlide & { poll: PackPoll }) {
  const { words, progress } = player;
  const text = slide.poll.text[player.language] ?? Object.values(slide.poll.text)[0];
  if (!text) return nothing;
  const card = cardOf(player, slide, text);
  const tries = progress.triesOf(slide.id);
  const isOpen = slide.poll.is_anonymous ? !progress.isDone(slide.id) : tries.length === 0 || player.editing.has(slide.id);
  return html`<section class="poll" aria-label=${words.say(slide.poll.is_quiz ? "Quiz" : "Poll")}>
    ${isOpen ? form(player, slide, card, (given) => player.answer(slide.id, given)) : verdict(player, slide, card)}
  </section>`;
}

/** @param name names the learner's choice until it is sent */
export function cardOf(player: Player, slide: PackSlide & { poll: PackPoll }, text: PollText, name = slide.id): Asked {
  return { poll: viewOf({ ...slide, id: name }), text, words: player.words, choices: player.drafts, place: "player" };
}

/** @param tell keeps the answer */
export function form(player: Player, slide: PackSlide & { poll: PackPoll }, card: Asked, tell: (given: Answer) => unknown) {
  const { words, drafts } = player;
  const choice = drafts.of(card.poll);
  const wrong = player.wrong?.slide === slide.id ? player.wrong.code : "";
  return html`<form @submit=${(event: Event) => answer(event, player, slide, card, tell)}>
    ${promise(slide.poll, words)}
    <fieldset class="poll-options">
      <legend class="poll-kind">${legend(card)}</legend>
      ${kindOf(card.poll).form?.(card, choice, ticks) ?? ticks(card, choice)} ${abstention(card, choice)}
    </fieldset>
    <p class="poll-status stop" role="alert">${wrong ? [icon("warn"), " ", words.refusal(wrong)] : nothing}</p>
    <button class="button player-answer">
      ${words.say(slide.poll.is_quiz ? "Check my answer" : "Send my answer")}
    </button>
  </form>`;
}

/** Says who will know the answer. */
function promise(poll: PackPoll, words: Player["words"]) {
  if (poll.is_quiz && !poll.is_anonymous) return nothing;
  return html`<p class="poll-named">${words.say(poll.is_anonymous ? ANONYMOUS : NAMED)}</p>`;
}

function verdict(player: Player, slide: PackSlide & { poll: PackPoll }, card: Asked) {
  const { words, progress } = player;
  if (slide.poll.is_anonymous) return anonymousVerdict(player, slide, card);
  const tries = progress.triesOf(slide.id);
  const last = tries[tries.length - 1] as Try;
  const isQuiz = last.is_right !== null;
  return html`${judged(player, slide.poll, card, last)}
    <p class="player-row">
      <button class="button quiet" @click=${() => player.edit(slide.id)}>
        ${words.say(isQuiz ? "Try again" : "Change the answer")}
      </button>
      ${isQuiz
        ? html`<span class="quietly small">${words.say(msg("{n} try", "{n} tries"), { n: tries.length })}</span>`
        : nothing}
    </p>`;
}

/** Says whether an answer was right, what was right, and why. */
export function judged(player: Player, poll: PackPoll, card: Asked, { answer: given, is_right }: Try) {
  const { words } = player;
  const answerText = ownAnswer(card, given);
  const isQuiz = is_right !== null;
  // Options show themselves what was chosen, but not why.
  const isMarked = answerText && isQuiz && poll.options.length > 0 && !given.text;
  const answerLine = answerText
    ? words.say("Your answer: {answer}", { answer: answerText })
    : words.say("You answered an older version of this question.");
  const { why, language } = card.text;
  return html`<div class="player-verdict" role="status">
      ${isQuiz
        ? verdictLine(is_right, words)
        : html`<p class="poll-status good">${icon("check")} ${words.say("Your answer is kept.")}</p>`}
      ${isMarked ? nothing : html`<p>${answerLine}</p>`}
    </div>
    ${isQuiz ? solution(card, poll, given.options ?? []) : nothing}
    ${isQuiz && why
      ? html`<div class="poll-why"><h3>${words.say("Explanation")}</h3>${player.prose(why, language)}</div>`
      : nothing}`;
}

/** Draws the verdict of an anonymous poll, which does not show what was chosen. */
function anonymousVerdict(player: Player, slide: PackSlide & { poll: PackPoll }, card: Asked) {
  const { words } = player;
  const { why, language } = card.text;
  return html`<div class="player-verdict" role="status">
      <p class="poll-status good">${icon("check")} ${words.say("Your answer is kept.")}</p>
    </div>
    ${slide.poll.is_quiz ? solution(card, slide.poll, []) : nothing}
    ${why
      ? html`<div class="poll-why"><h3>${words.say("Explanation")}</h3>${player.prose(why, language)}</div>`
      : nothing}`;
}

/** Returns "" if the answer belongs to an older version of the question and this version has nothing of it. */
function ownAnswer(card: Asked, answer: Answer) {
  const { poll } = card;
  const answered = choiceOf(poll, answer);
  const choice = isAbstaining(answered) ? answered : (kindOf(poll).kept?.(poll, [...answered]) ?? answered);
  return choice.some(Boolean) ? inWords(card, choice) : "";
}

function answer(event: Event, player: Player, slide: PackSlide, { poll, choices }: Asked, tell: (given: Answer) => unknown) {
  event.preventDefault();
  const choice = choices.of(poll);
  const wrong = choice.length ? wrongWith(poll, choice) : "no_choice";
  if (wrong) return player.refuse(slide.id, wrong);
  tell(fieldsOf(poll, choice) as Answer);
}
