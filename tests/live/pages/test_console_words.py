"""Scripts of the console and the stage use only words that their page provides."""

import re
from pathlib import Path

import pytest

from webinar.live.console_words import console_words, stage_words, stage_words_by_language
from webinar.live.remote.words import remote

SCRIPTS = Path(__file__).resolve().parents[3] / "static" / "js"
SAID = re.compile(r'\bsay\(\s*"([a-z_.]+)"')

# Keys that a script builds from a state, a kind or an answer on the wire.
POLL_STATES = ("draft", "open", "closed", "revealed")
STEP_STATES = ("proposed", "put", "closed", "agreed", "owned", "in_progress", "done", "blocked")
STEP_STATES += ("dropped",)
LINK_STATES = ("connecting", "connected", "reconnecting", "offline", "ended", "refused")
ANSWERS = ("agree", "reserve", "disagree", "abstain", "must_ask")
RULES = ("consent", "majority", "two_thirds", "owners")
FORMS = ("amend", "translate", "own", "details", "merge", "history")
KINDS = ("single", "several", "scale", "ranking", "points", "numeric", "text", "cloud")
# Scripts that draw results on every screen, and polls on the stage.
RESULTS = ("live/polls/figures.ts", "live/polls/cloud_view.ts")
ON_STAGE = ("live/polls/stage.ts", *RESULTS)
# Scripts of the panels and figures that features add to the console.
ADDED = (
    *(
        "live/chat/console.ts",
        "live/groups/card.ts",
        "live/groups/console.ts",
        "room/lobby/console.ts",
    ),
    *("live/questions/card.ts", "live/questions/console.ts", "live/questions/translate.ts"),
    *(
        "live/signals/figures.ts",
        "live/signals/queue.ts",
        "live/timing/console.ts",
        "live/timing/figures.ts",
    ),
)
PUT_TOGETHER = [
    *(f"poll.state.{state}" for state in POLL_STATES),
    *(f"step.state.{state}" for state in STEP_STATES),
    *(f"link.{state}" for state in LINK_STATES),
    *(f"answer.{answer}" for answer in ANSWERS),
    *(f"people.{state}" for state in ("all", "here", "lost", "away")),
    *(f"role.{role}" for role in ("host", "presenter", "interpreter", "participant")),
    *(f"make.missing.{what}" for what in ("question", "options", "same", "correct")),
    *(f"poll.kind.{kind}" for kind in KINDS),
    *(f"poll.{what}" for what in ("open", "close", "reveal", "show", "hide")),
    *(f"poll.reply.{state}" for state in ("waiting", "shown", "hidden")),
    *(f"poll.readers.{language}" for language in ("en", "ru", "kk", "prs", "other")),
    *(f"poll.{number}" for number in ("median", "mean_word", "range")),
    *(f"make.missing.{what}" for what in ("points", "right")),
    *("make.missing.translation", "step.missing.owner", "language.en"),
    *(f"signals.{kind}_of" for kind in ("slower", "unclear")),
    *(f"{about}.{rule}" for about in ("rule", "outcome.rule") for rule in RULES),
    *(f"outcome.{verdict}" for verdict in ("agreed", "not_agreed", "no_quorum")),
    *(f"owner.{state}" for state in ("asked", "accepted", "declined")),
    *(f"step.{what}" for what in FORMS),
    *(f"step.field.{what}" for what in ("due", "check_back", "indicator", "evidence")),
    *(f"step.group.{group}" for group in ("proposed", "agreed")),
    *(f"terms.{who}" for who in ("shared", "hosts")),
]


def said_in(*places):
    """The keys used by scripts with these names or patterns."""
    files = [file for place in places for file in sorted(SCRIPTS.glob(place))]
    return {key for file in files for key in SAID.findall(file.read_text("utf-8"))}


def test_console_has_every_word_its_scripts_use(app):
    with app.test_request_context():
        words = console_words()

    said = said_in("live/console/*.ts", *RESULTS, *ADDED)

    assert len(said) > 20, "the pattern no longer finds what the scripts say"
    assert {*said, *PUT_TOGETHER} - set(words) == set()


def test_remote_has_every_word_its_scripts_use(app):
    with app.test_request_context():
        words = remote()

    # All but console.ts, with which the console opens the remote.
    said = said_in("live/remote/[!c]*.ts")

    assert len(said) > 5, "the pattern no longer finds what the scripts say"
    assert said - set(words) == set()


def test_stage_has_every_word_its_scripts_use(app):
    with app.test_request_context():
        words = stage_words()

    said = said_in("live/stage/*.ts", *ON_STAGE)
    put_together = [f"link.{state}" for state in LINK_STATES]
    put_together += [f"poll.stage_{kind}" for kind in ("numeric", "text", "cloud")]
    put_together += [f"poll.{number}" for number in ("median", "mean_word", "range")]

    assert len(said) > 5, "the pattern no longer finds what the scripts say"
    assert {*said, *put_together, "stage.here"} - set(words) == set()


def test_stage_has_words_in_every_language_of_the_session(app):
    with app.test_request_context(headers={"Cookie": "language=en"}):
        words = stage_words_by_language(["kk", "ru"])

    assert [words[tag]["stage.thanks"] for tag in ("kk", "ru")] == [
        "Қатысқаныңызға рахмет",
        "Спасибо за участие",
    ]
    assert words["kk"].keys() == words["ru"].keys()


@pytest.mark.parametrize("language", ["en", "ru", "kk", "prs"])
def test_every_plural_has_the_form_other(app, language):
    with app.test_request_context(headers={"Cookie": f"language={language}"}):
        words = console_words()

    forms = [word for word in words.values() if isinstance(word, dict)]

    assert forms, "no plural found: the test would pass for nothing"
    assert all(word["other"] for word in forms)
