"""Make three people in an ended session, with a canary in every field that they can fill."""

import hashlib

import msgspec

from tests.factories import invite, make_cohort, make_member, make_poll, make_room, make_user, match
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit import clock
from webinar.kit.name_keys import key_of
from webinar.kit.permissions import Role
from webinar.live.chat.models import ChatMessage
from webinar.live.groups.models import (
    Group,
    GroupMember,
    GroupPoll,
    GroupRound,
    NoteBlock,
    NoteRevision,
    RoundState,
    Split,
)
from webinar.live.polls.models import Ballot, Choice, CloudEntry, OpenText, PollState
from webinar.live.proxies.models import Hall, HallPerson
from webinar.live.questions.models import Question, QuestionState, QuestionTranslation
from webinar.live.steps.models import Answer, OwnerState, Step, StepAnswer, StepOwner, StepWording
from webinar.results.attendance.models import Correction, FrozenReport, Status
from webinar.results.certificates.models import Certificate, CertificateRule
from webinar.results.followup.models import FollowLink, ReportKind, StepFile, StepReport
from webinar.room.cohorts.models import NameChange, Person, PersonLink, RosterImport
from webinar.room.engine.models import Interval
from webinar.room.lobby.models import ExpectedName
from webinar.room.rooms.models import RoomState, TimelineEntry

NAMES = ("Askar", "Botagoz", "Chinara")


def canary(name, field):
    """Return a text that occurs nowhere else."""
    return f"canary-{name.lower()}-{field}"


class People:
    """An ended session; `persons` and `members` are dictionaries by name."""

    def __init__(self, session):
        self.session = session
        self.owner = make_user(session, "Grace")
        fields = ("rank", "position", "unit", "email", "phone", "external_id")
        people = [
            {"name": canary(name, "name"), **{field: canary(name, field) for field in fields}}
            for name in NAMES
        ]
        self.cohort = make_cohort(session, self.owner, people=people)
        self.room = make_room(session, self.owner, state=RoomState.ENDED)
        invite(session, self.room, self.cohort)
        self.host = make_member(session, self.room, "Grace", Role.HOST, user=self.owner)
        self.poll = make_poll(session, self.room, "a", "b", state=PollState.REVEALED)
        self.open = make_poll(
            session, self.room, kind=PollKind.TEXT, state=PollState.CLOSED, key="why"
        )
        self.cloud = make_poll(
            session, self.room, kind=PollKind.CLOUD, state=PollState.CLOSED, key="word"
        )
        self.group = self._group()
        self.rule = self._rule()
        self.persons, self.members = {}, {}
        for number, name in enumerate(NAMES):
            self._add(number, name)
        self._records()

    def add(self, model, **fields):
        row = model(**fields)
        self.session.add(row)
        self.session.flush()
        return row

    def _group(self):
        round_ = self.add(
            GroupRound,
            room_id=self.room.id,
            number=1,
            state=RoundState.CLOSED,
            split=Split.HAND,
            size=3,
            seed=1,
            slide=0,
        )
        return self.add(Group, round_id=round_.id, number=1)

    def _rule(self):
        return self.add(
            CertificateRule,
            room_id=self.room.id,
            titles={"en": "Prevention"},
            minutes=60,
            signers=[],
            changed_by=self.owner.id,
            changed_at=clock.now(),
        )

    def _add(self, number, name):
        person = self._person(name)
        member = make_member(self.session, self.room, canary(name, "typed"))
        match(self.session, member, person, by=self.owner, reason=canary(name, "match"))
        self.persons[name], self.members[name] = person, member
        now, room_id, member_id = clock.now(), self.room.id, member.id
        option = self.poll.options[number % 2]
        self.add(Ballot, poll_id=self.poll.id, member_id=member_id, cast_at=now)
        self.add(Choice, poll_id=self.poll.id, member_id=member_id, option_id=option.id)
        option.votes += 1
        self.poll.voters += 1
        self._say(name, member_id, now)
        self._agree(number, name, member_id, now)
        interval = {"began_at": now, "last_heard_at": now, "is_open": False, "boot": "x"}
        self.add(Interval, room_id=room_id, member_id=member_id, **interval)
        self.add(
            TimelineEntry,
            room_id=room_id,
            version=1,
            at=now,
            kind="member.renamed",
            member_id=member_id,
            detail={"before": canary(name, "before"), "after": member.name},
        )

    def _person(self, name):
        person = self.session.query(Person).filter_by(name=canary(name, "name")).one()
        now = clock.now()
        self.add(
            NameChange,
            person_id=person.id,
            was=canary(name, "was"),
            name=person.name,
            changed_at=now,
        )
        seed = canary(name, "seed")
        digest = hashlib.sha256(seed.encode()).hexdigest()
        self.add(PersonLink, person_id=person.id, seed=seed, token_hash=digest, created_at=now)
        expected_name = canary(name, "name")
        self.add(ExpectedName, room_id=self.room.id, key=key_of(expected_name), name=expected_name)
        return person

    def _say(self, name, member_id, now):
        room_id, number = self.room.id, len(self.members)
        for poll in (self.open, self.cloud):
            self.add(Ballot, poll_id=poll.id, member_id=member_id, cast_at=now)
            poll.voters += 1
        answer_fields = {"member_id": member_id, "language": "en"}
        self.add(
            OpenText,
            poll_id=self.open.id,
            id=f"t{number}",
            text=canary(name, "text"),
            **answer_fields,
        )
        for place in (1, 2):
            word = canary(name, f"word{place}")
            row = {"id": f"w{number}{place}", "word": word, "written": word.upper()}
            self.add(CloudEntry, poll_id=self.cloud.id, **row, **answer_fields)
        question_fields = {
            "language": "en",
            "state": QuestionState.ANSWERED,
            "asked_at": now,
            "version": 1,
        }
        question = self.add(
            Question,
            room_id=room_id,
            number=number,
            author_id=member_id,
            text=canary(name, "question"),
            answer=canary(name, "answer"),
            reason=canary(name, "declined"),
            **question_fields,
        )
        self.add(
            QuestionTranslation,
            question_id=question.id,
            language="ru",
            text=canary(name, "translated"),
            member_id=self.host.id,
        )
        message_fields = {"room_id": room_id, "language": "en", "said_at": now, "version": 1}
        authors = ((member_id, "chat"), (self.host.id, "reply"))
        for place, (author, field) in enumerate(authors):
            self.add(
                ChatMessage,
                number=number * 2 + place,
                author_id=author,
                thread_id=member_id,
                text=canary(name, field),
                **message_fields,
            )
        self._write_note(name, member_id, now)

    def _write_note(self, name, member_id, now):
        group_id = self.group.id
        self.add(GroupMember, round_id=self.group.round_id, member_id=member_id, group_id=group_id)
        change_fields = {"member_id": member_id, "changed_at": now, "revision": 1}
        block = {"position": name, "text": canary(name, "note"), "language": "en"}
        self.add(NoteBlock, group_id=group_id, key=name, **block, **change_fields)
        self.add(
            NoteRevision, group_id=group_id, key=name, text=canary(name, "note1"), **change_fields
        )
        options = [canary(name, "option"), "b"]
        self.add(
            GroupPoll,
            group_id=group_id,
            number=len(self.members),
            texts={"en": {"question": canary(name, "asked"), "options": options}},
            is_open=False,
            asked_by=member_id,
        )

    def _agree(self, number, name, member_id, now):
        room_id = self.room.id
        proposal = {"language": "en", "proposed_by": member_id, "proposed_at": now}
        step = self.add(
            Step, room_id=room_id, number=number + 1, text=canary(name, "proposal"), **proposal
        )
        wording_fields = {"language": "en", "member_id": member_id, "worded_at": now, "version": 1}
        self.add(
            StepWording,
            step_id=step.id,
            revision=1,
            text=canary(name, "wording"),
            is_original=True,
            **wording_fields,
        )
        self.add(
            StepAnswer,
            step_id=step.id,
            ballot=1,
            member_id=member_id,
            answer=Answer.DISAGREE,
            reason=canary(name, "reason"),
            language="en",
            is_late=False,
            answered_at=now,
        )
        self.add(
            StepOwner,
            step_id=step.id,
            number=1,
            member_id=member_id,
            state=OwnerState.DECLINED,
            reason=canary(name, "owner"),
            proposed_by=self.host.id,
            asked_at=now,
        )
        self._report(step, name, member_id, now)
        hall = self.add(
            Hall, room_id=room_id, number=number + 1, name="Hall", facilitator_id=member_id
        )
        pin = canary(name, "pin")
        self.add(HallPerson, member_id=member_id, hall_id=hall.id, since=now, pin=pin)

    def _report(self, step, name, member_id, now):
        link = self.add(
            FollowLink,
            room_id=self.room.id,
            member_id=member_id,
            seed=canary(name, "followseed"),
            token_hash=hashlib.sha256(name.encode()).hexdigest(),
            created_by=self.host.id,
            created_at=now,
            email=canary(name, "follow"),
        )
        self.add(
            StepReport,
            step_id=step.id,
            number=1,
            key=name,
            owner=1,
            kind=ReportKind.NOTE,
            note=canary(name, "report"),
            reported_at=now,
            link_id=link.id,
        )
        self.add(
            StepFile,
            step_id=step.id,
            number=1,
            report=1,
            name=canary(name, "file"),
            media_type="text/plain",
            size=10,
            sha256="0" * 64,
            kept=self.stored_name(name),
        )

    @staticmethod
    def stored_name(name):
        return hashlib.sha256(name.encode()).hexdigest()[:32]

    def _records(self):
        now, rows = clock.now(), []
        for name in NAMES:
            self.add(
                Correction,
                room_id=self.room.id,
                person_id=self.persons[name].id,
                status=Status.PRESENT,
                reason=canary(name, "correction"),
                by_user_id=self.owner.id,
                corrected_at=now,
            )
            self._certify(name, now)
            corrections = [{"reason": canary(name, "correction"), "by": "Grace"}]
            rows.append(
                {
                    "corrections": corrections,
                    "name": canary(name, "name"),
                    "rank": canary(name, "oldrank"),
                    "min": 60,
                }
            )
        content = msgspec.json.encode({"rows": rows})
        self.add(
            FrozenReport,
            room_id=self.room.id,
            version=1,
            content=content,
            hash=hashlib.sha256(content).hexdigest(),
            counts={},
            by_user_id=self.owner.id,
            frozen_at=now,
        )
        before = {
            str(self.persons[name].number): {"name": canary(name, "imported")} for name in NAMES
        }
        self.add(
            RosterImport,
            cohort_id=self.cohort.id,
            by_user_id=self.owner.id,
            imported_at=now,
            file_name="list.csv",
            added=0,
            changed=3,
            removed=0,
            before=before,
        )

    def _certify(self, name, now):
        self.add(
            Certificate,
            code=name.upper(),
            rule_id=self.rule.id,
            person_id=self.persons[name].id,
            name=canary(name, "certified"),
            language="en",
            title="Prevention",
            minutes=60,
            completed_on=now.date(),
            signers=[],
            issued_by=self.owner.id,
            issued_at=now,
            credential_id=f"badge-{name}",
            credential=canary(name, "credential"),
        )


def make_people(db):
    return db.write(People)


def canaries_in(content):
    """Return the number of each person's canaries in these bytes."""
    return {name: content.lower().count(f"canary-{name.lower()}-".encode()) for name in NAMES}
