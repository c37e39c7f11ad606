"""Forms offer everything about next steps in a room without scripts, and lose no text."""

import re
from html import unescape

import pytest

from tests.factories import make_member, make_room
from tests.people.accounts.browsing import Visitor
from tests.room.engine.rig import Rig
from webinar.kit.permissions import Role
from webinar.live.steps.models import Rule, StepTerms
from webinar.room.rooms.models import Member


@pytest.fixture
def room(db):
    return db.write(make_room)


@pytest.fixture
def rig(db):
    return Rig(db)


@pytest.fixture
def host(db, room):
    return db.write(lambda s: make_member(s, s.merge(room), "Grace", Role.HOST))


class Person(Visitor):
    """A participant without scripts."""

    def sit(self, room, name, language):
        self.address = f"/rooms/{room.code}"
        self.get(f"/join/{room.code}")
        self.post(f"/join/{room.code}", name=name, language=language)
        return self

    def do(self, command, **fields):
        return self.post(f"{self.address}/do/{command}", **fields)

    @property
    def steps(self):
        """The section of next steps, as HTML with entities resolved."""
        page = self.get(self.address).text
        return unescape(re.search(r'<section[^>]*id="steps".*?</section>', page, re.DOTALL)[0])


@pytest.fixture
def sit(app, room):
    return lambda name, language="en": Person(app).sit(room, name, language)


def forms(text, command):
    """Return the hidden fields of each form of this command."""
    markup = re.findall(rf'<form[^>]*/do/{command}".*?</form>', text, re.DOTALL)
    return [
        dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)) for form in markup
    ]


def put(rig, host, text="Meet the school"):
    assert rig.do(host, "step.propose", text=text, language="en")["ok"]
    assert rig.do(host, "step.put", step=1)["ok"]


def number_of(db, name):
    with db.read() as session:
        return session.query(Member).filter_by(name=name).one().number


def test_step_form_offers_five_answers_a_reason_and_states_the_rule(rig, host, sit):
    put(rig, host)
    ada = sit("Ada")

    before = ada.steps
    [fields] = forms(before, "step.answer")
    ada.do("step.answer", **fields, answer="must_ask", reason="The head decides")

    values = re.findall(r'name="answer" value="(\w+)"', before)
    assert values == ["agree", "reserve", "disagree", "abstain", "must_ask"]
    assert "Agreed if somebody agrees and nobody disagrees." in before
    assert "At least half of those present must answer." in before
    assert "Only the hosts read your reason" in before
    assert re.search(r'value="must_ask" aria-pressed="true"', ada.steps)
    assert ">The head decides</textarea>" in ada.steps


def test_answer_to_an_earlier_wording_is_returned_with_its_reason(rig, host, sit):
    put(rig, host)
    ada = sit("Ada")
    [fields] = forms(ada.steps, "step.answer")
    rig.do(host, "step.amend", step=1, text="Meet the school board", language="en", base=1)

    returned = ada.do("step.answer", **fields, answer="agree", reason="In spring")

    assert returned.status_code == 422
    assert "The wording changed" in returned.text
    assert ">In spring</textarea>" in returned.text
    assert "Earlier answers do not count" in ada.steps


def test_author_rewords_a_proposal_until_it_is_put(rig, host, sit):
    ada, bek = sit("Ada"), sit("Bek")
    ada.do("step.propose", text="Meet <the school", language="en")
    # Ada and Bek read the same page, except for their own parts.
    others, own = bek.steps, ada.steps

    [fields] = forms(own, "step.amend")
    ada.do("step.amend", **fields, text="Meet the board")
    reworded = bek.steps
    rig.do(host, "step.put", step=1)

    assert ">Meet <the school</textarea>" in own
    assert "Meet <the school" in others
    assert forms(others, "step.amend") == []
    assert 'dir="auto">Meet the board</p>' in reworded
    assert forms(ada.steps, "step.amend") == []


def test_outdated_rewording_is_returned_beside_the_newer_words(rig, host, sit):
    ada = sit("Ada")
    ada.do("step.propose", text="Meet the school", language="en")
    [fields] = forms(ada.steps, "step.amend")
    rig.do(host, "step.amend", step=1, text="Meet the head", language="en", base=1)

    returned = ada.do("step.amend", **fields, text="Meet the board")
    [newer] = forms(returned.text, "step.amend")
    ada.do("step.amend", **newer, text="Meet the head and the board")

    assert returned.status_code == 422
    assert '<p class="step-text" dir="auto" lang="en">Meet the head</p>' in returned.text
    assert ">Meet the board</textarea>" in returned.text
    assert "Save mine instead" in returned.text
    assert "Meet the head and the board" in ada.steps


def test_outcome_shows_its_arithmetic_and_the_overruling_host(rig, host, sit):
    put(rig, host)
    ada = sit("Ada")
    [fields] = forms(ada.steps, "step.answer")
    ada.do("step.answer", **fields, answer="reserve", reason="Once a term")
    rig.do(host, "step.close", step=1)

    decided = ada.steps
    rig.do(host, "step.decide", step=1, outcome="not_agreed", reason="Wait for the board")

    assert (
        "1 of 1 present answered, quorum 1. Agree: 1, of these with a reservation: 1; disagree: 0:"
        " agreed." in decided
    )
    assert "Your answer: Agree, with a reservation" in decided
    assert "Recorded as not agreed by \u2068Grace\u2069. Reason: \u2068Wait" in ada.steps


def test_only_the_asked_member_gets_the_form_to_accept(db, rig, host, sit):
    put(rig, host)
    ada, bek = sit("Ada"), sit("Bek")
    assert "You are asked" not in ada.steps + bek.steps
    rig.do(host, "step.own", step=1, member=number_of(db, "Ada"))

    page_of_asked, page_of_other = ada.steps, bek.steps
    [fields] = forms(page_of_asked, "step.accept")
    ada.do("step.accept", **fields)

    assert "You are asked to take on this next step" in page_of_asked
    assert "You are asked" not in page_of_other
    assert forms(page_of_other, "step.accept") == []
    assert "Owner: <bdi>Ada</bdi>" in bek.steps
    assert "You are asked" not in ada.steps


def test_everybody_reads_the_reason_for_declining(db, rig, host, sit):
    put(rig, host)
    ada, bek = sit("Ada"), sit("Bek")
    rig.do(host, "step.own", step=1, member=number_of(db, "Ada"))

    [fields] = forms(ada.steps, "step.decline")
    ada.do("step.decline", **fields, reason="I leave in May")

    assert 'Declined: <bdi>Ada</bdi> · <q dir="auto">I leave in May</q>' in bek.steps


def test_named_role_is_accepted_by_another_member(rig, host, sit):
    put(rig, host)
    ada, bek = sit("Ada"), sit("Bek")
    ada.do("step.own", step="1", role="Head of the school")

    [fields] = forms(bek.steps, "step.accept")
    bek.do("step.accept", **fields)

    assert "Owner: <bdi>Bek (Head of the school)</bdi>" in ada.steps


def test_refused_role_is_returned_but_a_bare_number_is_not(rig, host, sit):
    put(rig, host)
    ada = sit("Ada")
    ada.do("step.own", step="1", role="Head")

    repeated = ada.do("step.own", step="1", role="Head")
    missing = ada.do("step.accept", step="1", owner="7")

    assert repeated.status_code == 422
    assert ">Head</textarea>" in repeated.text
    assert missing.status_code == 303
    assert "This owner has been taken off the step" in ada.get(ada.address).text


def test_step_is_shown_in_the_readers_language_with_its_original(rig, host, sit):
    put(rig, host)
    rig.do(host, "step.translate", step=1, text="Встреча со школой", language="ru", base=1)

    ada, olga = sit("Ada").steps, sit("Olga", "ru").steps

    assert "Встреча со школой" not in ada
    assert "step-original" not in ada
    assert '<h3 class="step-text" lang="ru" dir="auto">Встреча со школой</h3>' in olga
    assert '<p lang="en" dir="auto">Meet the school</p>' in olga


def test_reasons_of_others_are_shown_if_the_session_shares_them(db, rig, host, room, sit):
    terms = StepTerms(room_id=room.id, rule=Rule.MAJORITY, quorum=60, shares_reasons=True)
    db.write(lambda s: s.add(terms))
    put(rig, host)
    ada, bek = sit("Ada"), sit("Bek")
    [fields] = forms(ada.steps, "step.answer")
    ada.do("step.answer", **fields, answer="disagree", reason="Too early")

    page = bek.steps

    assert '<bdi>Ada</bdi> · Disagree · <q lang="en" dir="auto">Too early</q>' in page
    assert "At least 60% of those present must answer." in page
    assert "Everybody here reads your reason" in page
    assert "step-reasons" not in ada.steps


def test_ended_session_lists_agreed_steps_with_owner_and_date(rig, host, sit):
    put(rig, host)
    ada = sit("Ada")
    [fields] = forms(ada.steps, "step.answer")
    ada.do("step.answer", **fields, answer="agree")
    ada.do("step.own", step="1")
    rig.do(host, "step.detail", step=1, base=0, due="2099-05-01")
    rig.do(host, "step.close", step=1)
    rig.do(host, "room.end")

    page = ada.get(ada.address).text
    thanks = re.search(r'<section class="thanks.*?</section>', page, re.DOTALL)[0]

    assert "Owner: <bdi>Ada</bdi>" in thanks
    assert 'datetime="2099-05-01"' in thanks


def test_step_that_was_not_agreed_is_a_proposal_again_in_other_words(rig, host, sit):
    put(rig, host)
    ada = sit("Ada")
    [fields] = forms(ada.steps, "step.answer")
    ada.do("step.answer", **fields, answer="disagree", reason="Too early")
    rig.do(host, "step.close", step=1)

    def state():
        return re.findall(r'class="step-state">([^<]*)', ada.steps)

    assert state() == ["Not agreed"]
    words = {"text": "Meet in May", "language": "en", "base": 1}
    assert rig.do(host, "step.amend", step=1, **words)["ok"]
    assert state() == ["Proposed"]
