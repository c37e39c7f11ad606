"""Steps on the console without scripts, and the terms on the desk before the session starts."""

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select

from tests.factories import make_room, make_user
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.kit import clock
from webinar.live.steps.models import Rule, Step, StepState, StepTerms, StepWording
from webinar.people.accounts.models import User
from webinar.room.rooms.models import RoomState

HIDDEN = re.compile(r'type="hidden" name="(\w+)" value="([^"]*)"')


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Aida"))


@pytest.fixture
def make(db, owner):
    return lambda state=RoomState.LIVE: db.write(
        lambda s: make_room(s, s.get(User, owner.id), state=state)
    )


class Host(Visitor):
    """The organiser at the console of one session, without scripts."""

    def open(self, room):
        self.address = f"/rooms/{room.code}"
        return self

    def do(self, command, **fields):
        return self.post(f"{self.address}/do/{command}", **fields)

    @property
    def panel(self):
        page = self.get(f"{self.address}/console").text
        return unescape(re.search(r'<section[^>]*id="steps".*?</section>', page, re.DOTALL)[0])

    def press(self, command, **typed):
        """Send the first form of this command on the page, with the typed fields."""
        form = re.search(rf'<form[^>]*/do/{command}".*?</form>', self.panel, re.DOTALL)[0]
        return self.do(command, **dict(HIDDEN.findall(form)), **typed)


@pytest.fixture
def host(app, owner):
    visitor = Host(app)
    visitor.sign_in_by_link(owner)
    return visitor


def send_again(host, refused, command):
    """Send the form of the refusing page unchanged."""
    form = re.search(rf'<form[^>]*/do/{command}".*?</form>', unescape(refused.text), re.DOTALL)[0]
    written = re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>(.*?)</textarea>', form, re.DOTALL)
    dates = re.findall(r'name="(\w+)" type="date" value="([^"]*)"', form)
    return host.do(command, **dict(HIDDEN.findall(form) + written + dates))


def wordings(db):
    with db.read() as session:
        rows = session.scalars(select(StepWording).order_by(StepWording.revision))
        return {row.language: row.text for row in rows}


def only_step(db):
    with db.read() as session:
        return session.scalars(select(Step)).one()


def test_step_is_proposed_put_closed_and_decided(db, make, host):
    host.open(make()).press("step.propose", text="Meet the parents")

    host.press("step.put")
    put = host.panel
    host.press("step.close")

    assert "Meet the parents" in put
    assert "Close and count" in put
    # Nobody is present: no answer is awaited, and nobody agreed.
    assert only_step(db).state is StepState.PROPOSED
    assert re.search(r'data-verdict="not_agreed">\s*<p><strong>Not agreed', host.panel)


def test_step_is_reworded_owned_and_dated(db, make, host):
    host.open(make()).press("step.propose", text="Meet")
    due = (clock.now() + timedelta(days=30)).date().isoformat()

    host.press("step.amend", text="Meet the parents")
    host.press("step.own", role="Head of school")
    host.press("step.detail", due=due)
    host.press("step.on_paper")

    step, panel = only_step(db), host.panel
    assert (step.text, step.due.isoformat()) == ("Meet the parents", due)
    assert "Head of school" in panel
    assert "accepted on paper, says \u2068Aida\u2069" in panel
    assert due in panel


def test_a_step_is_set_aside_and_brought_back(db, make, host):
    host.open(make()).press("step.propose", text="Meet")

    host.press("step.drop")
    aside = host.panel
    host.press("step.restore")

    assert "1 step set aside" in aside
    assert only_step(db).state is StepState.PROPOSED


def test_outdated_wording_is_returned_and_can_be_sent_again(make, host):
    host.open(make()).press("step.propose", text="Meet")
    stale = {"step": "1", "language": "en", "base": "1"}
    host.do("step.amend", text="Meet the parents", **stale)

    refused = host.do("step.amend", text="Meet the teachers", **stale)

    assert refused.status_code == 422
    assert "Meet the teachers" in refused.text
    assert "Meet the parents" in host.panel
    assert '<p class="step-text" dir="auto" lang="en">Meet the parents</p>' in refused.text

    again = send_again(host, refused, "step.amend")

    assert again.status_code == 303
    assert "Meet the teachers" in host.panel


def test_outdated_translation_is_returned_beside_the_newer_one(db, make, host):
    host.open(make()).press("step.propose", text="Meet")
    stale = {"step": "1", "language": "ru", "base": "1"}
    host.do("step.translate", text="Встреча", **stale)

    refused = host.do("step.translate", text="Собрание", **stale)
    again = send_again(host, refused, "step.translate")

    assert '<p class="step-text" dir="auto" lang="ru">Встреча</p>' in refused.text
    assert again.status_code == 303
    assert wordings(db)["ru"] == "Собрание"


def test_translation_of_changed_words_is_returned_beside_the_new_original(db, make, host):
    host.open(make()).press("step.propose", text="Meet")
    host.do("step.amend", step="1", language="en", base="1", text="Meet the parents")

    refused = host.do("step.translate", step="1", language="ru", base="1", text="Встреча")
    again = send_again(host, refused, "step.translate")

    assert '<p class="step-text" dir="auto" lang="en">Meet the parents</p>' in refused.text
    assert again.status_code == 303
    assert wordings(db)["ru"] == "Встреча"


def test_outdated_date_is_returned_beside_the_newer_one(db, make, host):
    host.open(make()).press("step.propose", text="Meet")
    stale = {"step": "1", "base": "0"}
    host.do("step.detail", due="2099-05-01", **stale)

    refused = host.do("step.detail", due="2099-06-01", **stale)
    again = send_again(host, refused, "step.detail")

    assert '<p class="step-text" dir="auto">2099-05-01</p>' in refused.text
    assert 'type="date" value="2099-06-01"' in refused.text
    assert again.status_code == 303
    assert only_step(db).due.isoformat() == "2099-06-01"


def test_newer_empty_field_is_shown_as_nothing(make, host):
    host.open(make()).press("step.propose", text="Meet")
    host.do("step.detail", step="1", base="0", due="2099-05-01")

    refused = host.do("step.detail", step="1", base="0", indicator="Two meetings")

    assert '<p class="step-text" dir="auto">nothing</p>' in refused.text
    assert ">Two meetings</textarea>" in refused.text


def test_date_in_the_past_is_refused_and_returned(make, host):
    host.open(make()).press("step.propose", text="Meet")

    refused = host.do("step.detail", step="1", base="0", due="2020-01-01")

    assert refused.status_code == 422
    assert "The due date is in the past" in refused.text
    assert 'type="date" value="2020-01-01"' in refused.text


def test_console_sets_the_terms_until_the_start_and_shows_them_later(db, make, host):
    room = make(RoomState.PLANNED)
    host.open(room).press("step.terms", rule="majority", quorum="60", shares_reasons="true")

    planned = host.panel
    host.do("room.start")
    live = host.panel

    assert re.search(r'value="majority" selected', planned)
    assert "/do/step.terms" in planned
    assert "/do/step.terms" not in live
    assert "by more than half of those present · quorum 60%" in live
    assert "everyone reads them" in live
    with db.read() as session:
        terms = session.get(StepTerms, room.id)
    assert (terms.rule, terms.quorum, terms.shares_reasons) == (Rule.MAJORITY, 60, True)


def test_the_desk_sets_the_terms_of_a_planned_session(db, app, owner, make):
    room, organiser = make(RoomState.PLANNED), signed_in(app, owner)
    organiser.get(f"/desk/{room.code}")

    answer = organiser.post(
        f"/desk/{room.code}/terms", rule="two_thirds", quorum="75", shares_reasons="false"
    )

    assert answer.location == f"/desk/{room.code}#terms"
    page = organiser.get(f"/desk/{room.code}").text
    assert re.search(r'value="two_thirds" selected', page)
    with db.read() as session:
        assert session.get(StepTerms, room.id).quorum == 75


@pytest.mark.parametrize("quorum", ["", "101", "-1", "half", "5.5", "٥٠٠٠"])
def test_invalid_quorum_is_refused_and_the_form_keeps_its_choices(db, app, owner, make, quorum):
    room, organiser = make(RoomState.PLANNED), signed_in(app, owner)
    organiser.get(f"/desk/{room.code}")

    answer = organiser.post(f"/desk/{room.code}/terms", rule="owners", quorum=quorum)

    assert answer.status_code == 422
    assert "Write the quorum as a whole number from 0 to 100" in unescape(answer.text)
    assert re.search(r'value="owners" selected', answer.text)
    with db.read() as session:
        assert session.get(StepTerms, room.id) is None


def test_desk_shows_the_terms_of_a_live_session_without_a_form(db, app, owner, make):
    room, organiser = make(), signed_in(app, owner)
    page = organiser.get(f"/desk/{room.code}").text

    answer = organiser.post(f"/desk/{room.code}/terms", rule="owners", quorum="10")

    assert "if somebody agrees and nobody disagrees" in page
    assert f"/desk/{room.code}/terms" not in page
    assert answer.status_code == 422
    with db.read() as session:
        assert session.get(StepTerms, room.id) is None


def test_another_organiser_cannot_set_the_terms(db, app, make):
    room = make(RoomState.PLANNED)
    other = db.write(lambda s: make_user(s, "Else", email="else@demo.example"))
    stranger = signed_in(app, other)
    stranger.get("/desk")

    assert stranger.post(f"/desk/{room.code}/terms", rule="owners", quorum="10").status_code == 404
