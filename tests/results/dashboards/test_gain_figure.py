"""The gain at the head of a report: in place of the answers per poll, once it may be shown."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests.factories import make_member, make_room, make_user
from tests.learn.exams.test_live_papers import hand_in_live
from tests.live.assessment.making import POST, PRE, make_programme
from tests.people.accounts.browsing import signed_in
from webinar.kit import clock
from webinar.live.assessment.gains import Gain, Gains
from webinar.live.assessment.results import PairResult
from webinar.people.accounts.models import User
from webinar.results.dashboards.assessment_blocks import gain_figure
from webinar.room.rooms.models import RoomState


def figure_of(*gains, language="en"):
    pairs = [PairResult(None, None, whole and Gains(9, whole, {}, [])) for whole in gains]
    return gain_figure(SimpleNamespace(tests=pairs), language)


def test_gain_is_the_share_of_what_was_missing():
    assert figure_of(Gain(40, 10, 25)) == ("50%", "25% right before, 63% after")
    assert figure_of(Gain(40, 20, 10)).value == "-50%"
    assert figure_of(Gain(40, 10, 25), language="prs").value == "۵۰٪"


def test_first_pair_with_a_result_counts():
    assert figure_of(None, Gain(40, 20, 30), Gain(40, 0, 40)).value == "50%"


@pytest.mark.parametrize("gain", [Gain(19, 3, 9), Gain(40, 40, 40)])
def test_no_share_is_said_of_few_answers_or_where_nothing_was_missing(gain):
    assert figure_of(gain).value == "—"


def test_there_is_no_figure_without_results():
    assert figure_of() is None and figure_of(None) is None


@pytest.mark.parametrize(("people", "shows_gain"), [(10, True), (4, False)])
def test_report_shows_the_gain_instead_of_answers_per_poll(app, db, people, shows_gain):
    owner = db.write(lambda s: make_user(s, "Aida"))

    def make(s):
        room = make_room(
            s, s.get_one(User, owner.id), module=make_programme(), state=RoomState.ENDED
        )
        room.ended_at = clock.now() - timedelta(days=8)
        for number in range(people):
            member = make_member(s, room, f"Guest {number}")
            hand_in_live(s, member, PRE, "a", "a", at=room.ended_at)
            hand_in_live(s, member, POST, "b", "b", at=room.ended_at)
        return room.code

    page = signed_in(app, owner).get(f"/rooms/{db.write(make)}/report").text

    figures = page.split('<dl class="report-figures">')[1].split("</dl>")[0]
    assert ("<dt>Gain</dt>" in figures and ">100%<" in figures) == shows_gain
    assert ("0% right before, 100% after" in figures) == shows_gain
    assert ("<dt>Answers per poll</dt>" in figures) != shows_gain
    assert figures.count("<dt>") == 5
