"""Thirty members in three languages agree on five steps; a month later one is blocked, one done."""

import itertools
import re
from datetime import timedelta

import pytest

from tests.factories import make_member, make_room, make_user
from tests.live.steps.seeing import answer
from tests.people.accounts.browsing import Visitor, signed_in
from tests.results.followup.making import key_in, link_of
from tests.results.reports.making import be_there
from tests.room.engine.rig import Rig
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.operate.rehearsal.sayings import AGREED_STEPS

LANGUAGES = ("kk", "ru", "en")
RESERVATIONS = {
    "kk": "Мектептерге алдын ала айтылса ғана",
    "ru": "Только если школы узнают заранее",
    "en": "Only if the schools are told first",
}
IN_A_MONTH = timedelta(days=30)


class Cohort:
    """A running session, its host and thirty participants, ten per language."""

    def __init__(self, db):
        self.db = db
        self.rig = Rig(db)

        def build(session):
            self.organiser = make_user(session, "Grace")
            room = make_room(session, self.organiser, time_zone="Asia/Almaty")
            room.started_at -= timedelta(minutes=50)
            self.room = room
            self.host = make_member(session, room, "Grace", Role.HOST, user=self.organiser)
            self.people = [
                make_member(session, room, f"Officer {number}", language=language)
                for number, language in zip(range(1, 31), itertools.cycle(LANGUAGES), strict=False)
            ]
            for person in self.people:
                be_there(session, person, room.started_at, 50 * 60)

        db.write(build)

    def do(self, member, name, /, **fields):
        answer = self.rig.do(member, name, **fields)
        assert answer["ok"], (name, answer)

    def agree_on(self, number, words):
        """Word a step in three languages, put it, let all answer, close it; some reserve."""
        self.do(self.host, "step.propose", text=words["en"], language="en")
        for language in ("ru", "kk"):
            text = words[language]
            self.do(self.host, "step.translate", step=number, text=text, language=language, base=1)
        self.do(self.host, "step.put", step=number)
        for at, person in enumerate(self.people):
            vote = "reserve" if at < len(LANGUAGES) else "must_ask" if at == 10 else "agree"
            reason = RESERVATIONS[person.language] if vote == "reserve" else ""
            assert answer(self.rig, person, vote, step=number, reason=reason)["ok"]
        self.do(self.host, "step.close", step=number)

    def make_owner(self, number, member):
        """Let the owner accept on their own device."""
        self.do(self.host, "step.own", step=number, member=member.number)
        self.do(member, "step.accept", step=number, owner=1)
        due = (clock.now() + IN_A_MONTH + timedelta(days=3)).date().isoformat()
        self.do(self.host, "step.detail", step=number, base=0, due=due)


@pytest.fixture
def cohort(db):
    return Cohort(db)


def report(visitor, home, number, kind, note):
    page = visitor.get(home).text
    answer = visitor.post(f"{home}/{number}", key=key_in(page, kind), kind=kind, note=note)
    assert answer.status_code == 303


def test_five_steps_are_agreed_owned_followed_up_and_read_in_kazakh(app, cohort, monkeypatch):
    owner = cohort.people[0]
    for number, (words, _role) in enumerate(AGREED_STEPS, 1):
        cohort.agree_on(number, words)
        cohort.make_owner(number, owner)
    cohort.do(cohort.host, "room.end")
    organiser = signed_in(app, cohort.organiser)
    address = f"/rooms/{cohort.room.code}/protocol.md?language=kk"
    first, second = (organiser.get(address).text for _ in range(2))

    assert first == second
    assert first.startswith("# ") and "аттама" in first
    for words, _role in AGREED_STEPS:
        assert words["kk"] in first
    for language, words in RESERVATIONS.items():
        assert first.count(words) == len(AGREED_STEPS), language
    # Thirty were present and answered; fifteen would have been enough.
    assert re.search(r"қатысты: 30 · жауап берді: 30 · кворум: 15", first)

    home = f"/steps/{link_of(cohort.db, cohort, owner)}"
    phone = Visitor(app)
    report(phone, home, 1, "blocked", "Тізім үшін кеңсенің хаты керек")
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + IN_A_MONTH)
    report(phone, home, 2, "done", "Мектептермен кездестік")

    states = {step["step"]: step["state"] for step in cohort.rig.snapshot(cohort.host)["steps"]}
    assert states == {1: "blocked", 2: "done", 3: "owned", 4: "owned", 5: "owned"}
    board = signed_in(app, cohort.organiser).get(f"/rooms/{cohort.room.code}/follow").text
    assert "Тізім үшін кеңсенің хаты керек" in board and "Мектептермен кездестік" in board
    assert signed_in(app, cohort.organiser).get(address).text != first
