"""The words that a participant's page hands to its scripts, in the language of the request.

Keys are for the scripts; the English text is the message id. `{n}` chooses the plural form.
"""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import get_locale, ngettext, pgettext
from flask_babel import gettext as _

from webinar import features

Words = dict[str, str | dict[str, str]]


def plural_forms(word: Callable[[int], str]) -> dict[str, str]:
    """`{"one": …, "other": …}`: the forms that the language tells apart, for Intl.PluralRules.

    `word` is asked with numbers that between them reach every category of whole numbers in the
    languages that we have; one that a language lacks falls back to "other" in the browser.
    """
    plural_form = get_locale().plural_form
    forms = {plural_form(number): word(number) for number in (1, 2, 5)}
    return {**forms, "other": forms.get("other", word(5))}


def words_of_features(which: str) -> Words:
    """What the features' own `words` have for this place: `first`, `extras`, `console`, `stage`."""
    found: Words = {}
    for module in features.modules("words"):
        if hasattr(module, which):
            found |= getattr(module, which)()
    return found


def room_words() -> Words:
    """What a participant's room says."""
    return {
        **words_of_features("first"),
        **connection_words(),
        **language_words(),
        **_slide_words(),
        **_poll_words(),
        **_step_words(),
        "waiting.title": _("The session has not started yet"),
        "waiting.text": _("It begins here by itself as soon as the presenter starts it."),
        "ended.title": _("Thank you for taking part"),
        "ended.text": _("The session has ended. You may close this page."),
        "ended.steps": _("Agreed next steps"),
        "ended.no_steps": _("No next steps were agreed."),
        "text_size.now": _("Text size: {percent}"),
        "text_size.smaller": _("Smaller text"),
        "text_size.larger": _("Larger text"),
    }


def connection_words() -> Words:
    """The state of the link, in words."""
    return {
        "connection.connecting": _("Connecting…"),
        "connection.connected": _("Connected"),
        "connection.reconnecting": _("Reconnecting, your answers are kept"),
        "connection.offline": _("You are offline, your answers are kept"),
        "connection.ended": _("The session has ended"),
        "connection.refused": _("Not connected"),
        "connection.join_again": _("Join again"),
    }


def language_words() -> Words:
    """Names of the languages, and whole sentences where a name would need its case."""
    return {
        "language.en": _("English"),
        "language.ru": _("Russian"),
        "language.kk": _("Kazakh"),
        "language.prs": _("Dari"),
        "fallback.en": _("This slide is not translated yet: shown in English"),
        "fallback.ru": _("This slide is not translated yet: shown in Russian"),
        "fallback.kk": _("This slide is not translated yet: shown in Kazakh"),
        "fallback.prs": _("This slide is not translated yet: shown in Dari"),
    }


def _slide_words() -> Words:
    return {
        "slide": _("Slide"),
        "slide.back": _("Back"),
        "slide.next": _("Next"),
        "slide.loading": _("Loading…"),
        "slide.handout": _("Hand-out for your group"),
        "slide.position": _("Slide {slide} of {slides}"),
        "slide.behind": _("The presenter is on {slide}. Return"),
        "slide.said": _("Slide {slide}: {title}"),
    }


def _poll_words() -> Words:
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
    }


def _step_words() -> Words:
    return {
        "steps": _("Next steps"),
        "step.proposed": _("Proposed"),
        "step.put": pgettext("state of a step", "Put to everyone"),
        "step.agreed": _("Agreed"),
        "step.dropped": _("Dropped"),
        "step.question": _("Do you agree with this next step?"),
        "step.agree": _("Agree"),
        "step.disagree": _("Disagree"),
        "step.abstain": _("Abstain"),
        "step.reason": _("Reason (optional)"),
        "step.reason_hint": _("Write it, then press your answer"),
        "step.reason_send": _("Send reason"),
        "step.sending": _("Sending…"),
        "step.kept": _("Kept on this device, will be sent"),
        "step.recorded": _("Your answer is recorded. You may change it until it is decided."),
        "step.by": _("Proposed by: {name}"),
        "step.owner": _("Owner: {name}"),
        "step.due": _("Due date: {date}"),
        "step.propose": _("Propose a next step"),
        "step.propose_hint": _("What will be done, and by whom?"),
        "step.send": _("Propose"),
        "step.none": _("No next steps yet. You may propose the first."),
        "step.offer": _("A next step is put to everyone. Answer"),
        "step.said_put": _("A next step is put to everyone: {text}"),
        "step.said_agreed": _("Agreed: {text}"),
    }


def refusal_words() -> dict[str, str]:
    """Why something was refused and what to do, by the code on the wire."""
    of_features: dict[str, str] = {}
    for module in features.modules("words"):
        if hasattr(module, "refusals"):
            of_features |= module.refusals()
    return {
        **of_features,
        "not_allowed": _("You do not have access"),
        "not_found": _("Not found"),
        "bad_message": _("This page is out of date. Reload it and try again."),
        "rate": _("Too many at once. Wait a little and try again."),
        "try_again": _("The server is busy. Try again."),
        "offline": _("Not sent: there is no connection. Try again."),
        "internal": _("Something went wrong"),
        "room_ended": _("The session has ended"),
        "room_already_started": _("The session has started already"),
        "room_full": _("The session is full"),
        "room_not_live": _("The session has not started yet"),
        "poll_not_open": _("The poll is not open"),
        "poll_not_draft": _("The poll has been opened before"),
        "answers_later": _(
            "The answers of the pre-test are not shown: the post-test asks the same"
        ),
        "poll_not_closed": _("Close the poll first"),
        "too_many_polls": _("This session cannot hold more polls"),
        "unknown_poll": _("This poll does not exist"),
        "unknown_option": _("This option does not exist"),
        "one_choice_only": _("Only one choice is possible"),
        "no_choice": _("Choose an answer first"),
        "unknown_slide": _("This slide does not exist"),
        "too_many_steps": _("This session cannot hold more next steps"),
        "unknown_step": _("This step does not exist"),
        "draft_used": _("This draft has been proposed already"),
        "step_not_put": _("This step is not put to everyone now"),
        "step_not_proposed": _("This step has been put to everyone or decided"),
        "step_decided": _("This step has been decided"),
        "language_not_offered": _("This session is not offered in that language"),
        "op_conflict": _("This was sent before with other contents"),
        "name_empty": _("Write your name"),
        "code_unknown": _("There is no session with this code"),
        "text_empty": _("Write something first"),
        "owner_empty": _("Write who is responsible"),
        "due_past": _("The due date is in the past. Choose today or a later day."),
        "too_many_tabs": _("Open in too many tabs. Close some, then reload this one."),
        "unknown_command": _("This page is out of date. Reload it and try again."),
    }
