"""Completeness of the poll kinds: whatever lists them by hand knows each of them."""

import re

import pytest

from config import ROOT
from webinar.content.handouts.wording import labels
from webinar.content.lessons.poll_kinds import PollKind
from webinar.operate.rehearsal.acts.polls import KINDS as REHEARSED

# Two lists are written on a slide, and not while a session runs.
MADE_ON_THE_SPOT = {kind for kind in PollKind if not kind.is_paired}


def script_of(kind):
    return (ROOT / f"static/js/live/polls/kinds/{kind}.ts").read_text("utf-8")


@pytest.mark.parametrize("kind", PollKind)
def test_scripts_know_the_same_properties_as_the_server(kind):
    script = script_of(kind)

    # The stage says how to answer if it shows no options.
    assert ("onStage: msg(" in script) == (not kind.has_options)
    assert ("moderated:" in script) == kind.is_written
    assert ("countsPoints: true" in script) == (kind.field == "points")
    assert ("picksOne: true" in script) == kind.picks_one


@pytest.mark.parametrize("kind", MADE_ON_THE_SPOT)
def test_console_makes_a_kind_with_the_options_and_right_answers_that_it_has(kind):
    script = script_of(kind)

    assert ("option: msg(" in script) == kind.has_options
    assert ("right: " in script) == kind.may_be_quiz


@pytest.mark.parametrize("kind", PollKind)
def test_printed_sheet_says_how_the_kind_is_answered(app, kind):
    with app.test_request_context():
        assert kind in labels()


@pytest.mark.parametrize("kind", PollKind)
@pytest.mark.parametrize("guide", ["authoring", "exports"])
def test_guides_name_the_kind(guide, kind):
    text = (ROOT / f"docs/{guide}.md").read_text("utf-8")

    assert re.search(rf"`\.?{kind}`", text)


def test_console_offers_each_kind_that_is_made_on_the_spot():
    assert {kind for kind in PollKind if "making: {" in script_of(kind)} == MADE_ON_THE_SPOT


def test_rehearsal_makes_each_kind_that_is_made_on_the_spot():
    assert set(REHEARSED) == MADE_ON_THE_SPOT
