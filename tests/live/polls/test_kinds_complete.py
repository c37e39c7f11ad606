"""Scripts, templates and guides that list the poll kinds by hand know each of them."""

import re

import pytest

from config import ROOT
from webinar.content.lessons.poll_kinds import PollKind

MADE_ON_THE_SPOT = [kind for kind in PollKind if kind.is_made_on_the_spot]


def script_of(kind):
    return (ROOT / f"static/js/live/polls/kinds/{kind}.ts").read_text("utf-8")


@pytest.mark.parametrize("kind", PollKind)
def test_scripts_know_the_same_properties_as_the_server(kind):
    script = script_of(kind)

    # The stage says how to answer.
    assert "onStage: msg(" in script
    assert ("moderated:" in script) == kind.is_moderated
    assert ('moderated: "reasons"' in script) == kind.takes_reason
    assert ("countsPoints: true" in script) == kind.shares_points
    assert ("picksOne: true" in script) == kind.picks_one
    assert ("hasMean: true" in script) == kind.is_scale


@pytest.mark.parametrize("kind", MADE_ON_THE_SPOT)
def test_console_makes_a_kind_with_the_options_and_right_answers_that_it_has(kind):
    script = script_of(kind)

    assert ("option: msg(" in script) == kind.has_options
    assert ("right: " in script) == kind.may_be_quiz
    assert ("labels: [" in script) == bool(kind.fixed_options)


@pytest.mark.parametrize("kind", PollKind)
def test_template_of_the_kind_has_every_part(app, kind):
    template = app.jinja_env.get_template(f"live/polls/kinds/{kind}.html")

    with app.test_request_context():
        assert {"how", "fields", "own", "result"} <= set(dir(template.make_module()))


@pytest.mark.parametrize("kind", PollKind)
@pytest.mark.parametrize("guide", ["authoring", "exports"])
def test_guides_name_the_kind(guide, kind):
    text = (ROOT / f"docs/{guide}.md").read_text("utf-8")

    assert re.search(rf"`\.?{kind}`", text)


def test_console_offers_each_kind_that_is_made_on_the_spot():
    assert [kind for kind in PollKind if "making: {" in script_of(kind)] == MADE_ON_THE_SPOT
