"""Completeness of the poll kinds: whatever lists them by hand knows each of them."""

import re

import pytest

from config import ROOT
from webinar.content.handouts.wording import labels
from webinar.content.lessons.poll_kinds import PollKind
from webinar.operate.rehearsal.acts.polls import KINDS as REHEARSED

# Two lists are written on a slide, and not while a session runs.
MADE_ON_THE_SPOT = {kind for kind in PollKind if not kind.is_paired}


def test_stage_says_how_a_kind_without_options_is_answered():
    stage = (ROOT / "static/js/live/polls/stage.ts").read_text("utf-8")
    [table] = re.findall(r"HOW_TO: .+? = \{\n(.+?)\};", stage, re.DOTALL)
    # Texts appear on the stage as soon as the moderator has let them through.
    expected = {kind for kind in PollKind if not kind.has_options} - {PollKind.TEXT}

    assert set(re.findall(r"^  (\w+): msg", table, re.MULTILINE)) == expected


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
    form = (ROOT / "static/js/live/polls/console/form.ts").read_text("utf-8")
    [table] = re.findall(r"KINDS: PollKind\[\] = \[(.+?)\]", form)

    assert set(re.findall(r"\w+", table)) == MADE_ON_THE_SPOT


def test_rehearsal_makes_each_kind_that_is_made_on_the_spot():
    assert set(REHEARSED) == MADE_ON_THE_SPOT
