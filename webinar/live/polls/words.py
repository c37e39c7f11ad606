"""The words of polls: in a participant's room, on the console, on the stage."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from webinar.words import Words, only, plural_forms


def first() -> Words:
    """The words for every kind of poll that a room's first screen already needs."""
    return {
        "poll": _("Poll"),
        "poll.quiz": _("Quiz"),
        "poll.select_one": _("Select one"),
        "poll.select_all": _("Select all that apply"),
        "poll.vote": _("Vote"),
        "poll.change": _("Change vote"),
        "poll.sending": _("Sending…"),
        "poll.kept": _("Kept on this device, will be sent"),
        "poll.counted": _("Counted. You may change it until it closes."),
        "poll.not_sent": _("Changed, not sent yet"),
        "poll.not_open": _("The presenter has not opened this poll yet"),
        "poll.closed": _("Poll closed"),
        "poll.closed_counted": _("Poll closed. Your answer is counted."),
        "poll.closed_silent": _("Poll closed. You did not answer."),
        "poll.too_late": _("Poll closed before your answer arrived"),
        "poll.closed_changed": _(
            "Poll closed. Counted: {answer}. Your later change was not sent in time."
        ),
        "poll.closed_unsent": _("Poll closed. Your choice was not sent."),
        "poll.results": _("Results"),
        "poll.correct": _("Correct"),
        "poll.mine": _("Your choice"),
        "poll.mean": _("Mean {mean}"),
        "poll.why": _("Explanation"),
        "poll.none": _("No poll is open now"),
        "poll.on_slide": _("The open poll is on the slide"),
        "poll.offer": _("A poll is open. Answer"),
        "poll.said_open": _("A poll is open: {question}"),
        "poll.said_closed": _("Poll closed"),
        "poll.said_revealed": _("The results are shown"),
        "poll.only_participants": _("Only participants vote"),
        "poll.voters": plural_forms(lambda n: ngettext("{n} answer", "{n} answers", n)),
        "poll.anonymous": _("Anonymous"),
        "poll.anonymous_note": _(
            "Nobody can see what you choose, not even the administrator. "
            "Once sent, it cannot be changed."
        ),
        "poll.anonymous_counted": _("Counted. Nobody can see what you chose."),
        "poll.named": _("Your name is stored with your answer."),
        "poll.abstain": _("Abstain"),
        "poll.abstained": plural_forms(lambda n: ngettext("{n} abstained", "{n} abstained", n)),
        "poll.few": _(
            "Fewer than five people answered: no result is shown, so that nobody is recognised."
        ),
        "poll.left": _("{time} left"),
        "poll.left_none": _("Time is up"),
        "poll.second_round": _("Second round"),
        "poll.first_answer": _("Your answer in the first round: {answer}"),
        "poll.own_answer": _("Your answer: {answer}"),
    }


def extras() -> Words:
    """The participant's words for ranking, points, numbers, texts and clouds."""
    return {
        **_results(),
        "poll.said_left": plural_forms(
            lambda n: ngettext("{n} second left to answer", "{n} seconds left to answer", n)
        ),
        "poll.rank": _("Put in order"),
        "poll.rank_first": _("Touch what comes first, then what comes second, and so on."),
        "poll.rank_next": _("Touch what comes next, in place {n}, or leave the rest out."),
        "poll.rank_up": _("Up"),
        "poll.rank_down": _("Down"),
        "poll.rank_out": _("Take out"),
        "poll.rank_said": _("Place {n}: {label}"),
        "poll.rank_said_out": _("Taken out: {label}"),
        "poll.share_out": plural_forms(
            lambda n: ngettext("Share out {n} point", "Share out {n} points", n)
        ),
        "poll.points_left": plural_forms(
            lambda n: ngettext("{n} of {all} points left", "{n} of {all} points left", n)
        ),
        "poll.more": _("One more"),
        "poll.fewer": _("One less"),
        "poll.number": _("Your number"),
        "poll.number_how": _("Write a number"),
        "poll.number_hint": _("For example 12 or 3.5"),
        "poll.text": _("Your answer"),
        "poll.text_how": _("Write an answer"),
        "poll.text_hint": _("Others see it once the moderator has let it through."),
        "poll.text_waits": _("Received. It waits for the moderator. You may change it until then."),
        "poll.text_shown": _("Your answer is shown to everyone."),
        "poll.letters_left": plural_forms(
            lambda n: ngettext("{n} letter left.", "{n} letters left.", n)
        ),
        "poll.replies": _("What others have written"),
        "poll.cloud_how": _("Write up to three words"),
        "poll.match": _("Match each with its partner"),
        "poll.sort": _("Put each into its group"),
        "poll.word": _("Word {n}"),
        "poll.word_more": _("Word {n} (optional)"),
    }


def console() -> Words:
    """The console's words for a poll: kinds, countdown, rounds, languages, moderation."""
    return {
        **_results(),
        **only(
            first(),
            *("poll.anonymous", "poll.abstained", "poll.few", "poll.left", "poll.voters"),
            *("poll.second_round", "poll.quiz", "poll.mean", "poll.correct", "poll.why"),
        ),
        "poll.answered": plural_forms(lambda n: ngettext("{n} answered", "{n} answered", n)),
        "poll.anonymous_host": _(
            "Nobody can see who chose what. Results come after closing, "
            "and only from five answers on."
        ),
        "poll.kind.single": _("Select one"),
        "poll.kind.several": _("Select all that apply"),
        "poll.kind.scale": _("Scale"),
        "poll.kind.ranking": _("Ranking"),
        "poll.kind.points": _("Points"),
        "poll.kind.numeric": _("Number"),
        "poll.kind.text": _("Open text"),
        "poll.kind.cloud": _("Word cloud"),
        "poll.kind.matching": _("Matching"),
        "poll.kind.sorting": _("Sorting into groups"),
        "poll.countdown": _("Countdown"),
        "poll.countdown_none": _("No countdown"),
        "poll.extend": _("+ {n} seconds"),
        "poll.close_in": _("Close in {n} seconds"),
        "poll.again": _("Second round"),
        "poll.by_language": _("By language"),
        "poll.by_language_hint": _(
            "Only here. Languages with fewer than five answers are left out."
        ),
        "poll.readers.en": _("English readers"),
        "poll.readers.ru": _("Russian readers"),
        "poll.readers.kk": _("Kazakh readers"),
        "poll.readers.prs": _("Dari readers"),
        "poll.readers.other": _("Other languages"),
        "poll.share_right": _("{percent} right"),
        "poll.both_rounds": plural_forms(
            lambda n: ngettext("{n} answered both rounds", "{n} answered both rounds", n)
        ),
        "poll.stayed": plural_forms(
            lambda n: ngettext("{n} kept the answer", "{n} kept the answer", n)
        ),
        "poll.to_right": plural_forms(
            lambda n: ngettext("{n} from wrong to right", "{n} from wrong to right", n)
        ),
        "poll.to_wrong": plural_forms(
            lambda n: ngettext("{n} from right to wrong", "{n} from right to wrong", n)
        ),
        **_moderation(),
        **_making(),
    }


def stage() -> Words:
    """The projector's words for a poll."""
    return {
        **_results(),
        **only(
            first(),
            *("poll", "poll.closed", "poll.results", "poll.correct", "poll.why", "poll.mean"),
            *("poll.voters", "poll.abstained", "poll.few", "poll.second_round"),
        ),
        **only(console(), "poll.answered"),
        "poll.anonymous_stage": _("Anonymous: nobody can see who chose what"),
        "poll.stage_numeric": _("Write a number on your phone."),
        "poll.stage_text": _("Write your answer on your phone."),
        "poll.stage_cloud": _("Write up to three words on your phone."),
        "poll.page": _("{n} of {all}"),
    }


def refusals() -> dict[str, str]:
    """The reasons for refusing a vote, a second round or a moderation.

    Only the browser refuses with the first one.
    """
    return {
        "no_number": _("Write a number in digits, for example 12 or 3.5"),
        "already_voted": _("You have voted. An anonymous vote cannot be changed."),
        "already_shown": _("Your text has been shown and cannot be changed any more"),
        "matched_twice": _("One partner stands beside two. Choose another for one of them."),
        "no_abstention": _("Nobody may abstain in this poll"),
        "too_many_points": _("You have shared out more points than there are"),
        "second_round_exists": _("This poll has a second round already"),
        "asked_once": _("There is no second round of this poll"),
        "answers_secret": _(
            "An anonymous poll shows its answers once it is closed and has five of them"
        ),
    }


def _results() -> Words:
    return {
        "poll.first_round": _("First round"),
        "poll.score": plural_forms(lambda n: ngettext("{n} point", "{n} points", n)),
        "poll.points_n": plural_forms(lambda n: ngettext("{n} point", "{n} points", n)),
        "poll.firsts": plural_forms(lambda n: ngettext("{n} put it first", "{n} put it first", n)),
        "poll.mean_word": _("Mean"),
        "poll.median": _("Median"),
        "poll.range": _("From – to"),
        "poll.right_is": _("Correct: {value}."),
        "poll.right_within": _("Correct: {value} ± {tolerance}."),
        "poll.right_n": plural_forms(
            lambda n: ngettext("{n} answered correctly.", "{n} answered correctly.", n)
        ),
        "poll.words_none": _("No words yet"),
        "poll.replies_none": _("No answer is shown yet"),
    }


def _moderation() -> Words:
    return {
        "poll.texts_none": _("Nobody has written yet."),
        "poll.texts_wait": plural_forms(lambda n: ngettext("{n} waiting", "{n} waiting", n)),
        "poll.reply.waiting": _("Waiting"),
        "poll.reply.shown": _("Shown"),
        "poll.reply.hidden": _("Hidden"),
        "poll.show": _("Show"),
        "poll.hide": _("Hide"),
        "poll.show_all": _("Show all"),
        "poll.words_n": plural_forms(lambda n: ngettext("{n} word", "{n} words", n)),
    }


def _making() -> Words:
    return {
        "make.details": _("Details"),
        "make.point": _("Point {n} of the scale"),
        "make.anonymous": _("Anonymous"),
        "make.anonymous_hint": _(
            "Nobody can see who chose what, you neither. Votes cannot be changed, "
            "and fewer than five answers give no result."
        ),
        "make.abstain": _("Abstaining is allowed"),
        "make.points": _("Points to share out"),
        "make.right": _("Correct number"),
        "make.tolerance": _("Tolerance (optional)"),
        "make.missing.points": _("Write how many points there are, from 2 to 100."),
        "make.missing.right": _("Write the correct number in digits."),
    }
