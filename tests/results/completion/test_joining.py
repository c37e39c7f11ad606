"""A course guest turns out to be on the roster: their work becomes that person's."""

from functools import partial

import pytest
from msgspec import structs

from tests import factories
from tests.factories import LINK_KEY, make_change, make_cohort, make_person
from tests.learn.exams.making import POST, make_school, result, take
from tests.learn.offline.test_importing import answered, file_of
from tests.results.completion.making import completed_at, make_world, set_rule, study
from webinar.kit import clock
from webinar.kit.erased_names import stored_name
from webinar.kit.errors import Refused
from webinar.kit.tokens import new_token
from webinar.learn.courses import seating
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import (
    count_learners,
    find_learner,
    learner_at,
    learner_by_token,
    learners_of,
    lock_learner,
)
from webinar.learn.identity.keys import Identity
from webinar.learn.offline.actions import import_file
from webinar.learn.study.actions import record
from webinar.learn.study.models import Source
from webinar.learn.study.poll_results import _latest_answers
from webinar.learn.study.queries import progress_of, stretches_of
from webinar.learn.study.wire import Answer, Answered, Deeds
from webinar.people.accounts.browsers import keep_browser
from webinar.people.audit.models import AuditEntry
from webinar.results.completion.forgetting import forget
from webinar.results.completion.joining import _join_matched_guest, follow_sessions, join, separate
from webinar.results.completion.live import live_minutes
from webinar.results.completion.matching import match, people_for
from webinar.results.completion.people import people_of_course
from webinar.room.cohorts import matching
from webinar.room.cohorts.models import Match, Person
from webinar.room.rooms.models import Member, Room


@pytest.fixture
def world(db):
    return make_world(db)


def join_guest(db, world, guest_name="guest", person="bek", reason="asked by phone"):
    def work(s):
        course = s.get_one(Course, world.course.id)
        guest = s.get_one(Learner, getattr(world.learners, guest_name).id)
        own_person = s.merge(getattr(world.people, person))
        return join(s, course, guest, own_person, LINK_KEY, world.owner.id, reason)

    return db.write(work)


def take_back(db, world, guest_name="guest"):
    def work(s):
        guest = s.get_one(Learner, getattr(world.learners, guest_name).id)
        separate(s, s.get_one(Course, world.course.id), guest, LINK_KEY, world.owner.id)

    db.write(work)


def progress(db, world, learner):
    with db.read() as s:
        course, student = s.get_one(Course, world.course.id), s.get_one(Learner, learner.id)
        return progress_of(s, course, student)


def tries(db, world, learner):
    return [attempt.is_right for attempt in progress(db, world, learner).tries.get("which", ())]


def test_work_of_a_guest_moves_to_a_person_who_had_not_begun(db, world):
    study(db, world, world.learners.guest, "welcome", right=True)
    before = progress(db, world, world.learners.guest)

    bek = join_guest(db, world)

    after = progress(db, world, bek)
    assert bek.person_id == world.people.bek.id
    assert (after.done, after.seconds) == (before.done, before.seconds) != (frozenset(), 0)
    assert tries(db, world, bek) == [True]


def test_joined_guest_is_not_counted(db, world):
    study(db, world, world.learners.guest, "welcome")

    join_guest(db, world)

    with db.read() as s:
        course = s.get_one(Course, world.course.id)
        guests = [row.name for row in people_of_course(s, course) if row.is_guest]
        assert guests == ["Sam Example"]
        assert len(learners_of(s, course)) == 3
        assert count_learners(s, [course])[course.id] == (3, 0)


def test_first_answer_stands_and_the_other_follows(db, world):
    study(db, world, world.learners.guest, right=False)
    study(db, world, world.learners.ada, right=True)

    ada = join_guest(db, world, person="ada")

    assert sorted(tries(db, world, ada)) == [False, True]
    assert "which" in progress(db, world, ada).right


def test_seconds_studied_by_both_count_once(db, world):
    study(db, world, world.learners.guest, "welcome", "end", seconds=60)
    study(db, world, world.learners.ada, "welcome", seconds=60)

    ada = join_guest(db, world, person="ada")

    with db.read() as s:
        seconds = sum(stretch.seconds for stretch in stretches_of(s, [ada.id]))
    assert progress(db, world, ada).seconds == seconds == 120


def test_browser_and_link_of_the_guest_become_the_persons(db, world):
    guest = world.learners.guest
    browser = db.write(lambda s: keep_browser(s, new_token()))
    db.write(lambda s: seating.sit(s, s.get_one(Learner, guest.id), browser.id))

    bek = join_guest(db, world)

    with db.read() as s:
        course = s.get_one(Course, world.course.id)
        assert learner_at(s, course, browser.id).id == bek.id
        assert learner_by_token(s, seating.token_of(guest, LINK_KEY)).id == bek.id
        assert find_learner(s, course, guest.number).id == bek.id
    db.write(lambda s: seating.renew_link(s, s.get_one(Learner, bek.id), LINK_KEY))
    with db.read() as s:
        assert learner_by_token(s, seating.token_of(guest, LINK_KEY)) is None
    db.write(lambda s: seating.stand_up(s, s.get_one(Learner, bek.id), browser.id))
    with db.read() as s:
        assert learner_at(s, s.get_one(Course, world.course.id), browser.id) is None


def test_late_work_of_a_joined_guest_goes_to_the_person(db, world):
    guest = world.learners.guest

    bek = join_guest(db, world)
    db.write(lambda s: study_as(s, world, lock_learner(s, guest.id)))
    file = file_of(answered("of-a-file", clock.now()))
    db.write(lambda s: import_file(
        s, s.merge(world.owner), s.get_one(Course, world.course.id), file,
        f"l{guest.id}", LINK_KEY,
    ))  # fmt: skip

    assert tries(db, world, bek) == [False, True]
    assert tries(db, world, guest) == []


def study_as(s, world, learner):
    at = round(clock.now().timestamp() * 1000)
    report = Deeds(at, "", [Answered("of-a-page", "which", at, "en", Answer(options=["a"]))])
    record(s, s.get_one(Course, world.course.id), learner, report, Source.ONLINE)


def test_undoing_a_join_returns_all_but_the_work_done_since(db, world):
    guest = world.learners.guest
    study(db, world, world.learners.ada, "welcome", seconds=60)
    study(db, world, guest, "welcome", "end", right=False, seconds=60)
    own_state, guest_state = progress(db, world, world.learners.ada), progress(db, world, guest)
    ada = join_guest(db, world, person="ada")
    study(db, world, ada, right=True)

    take_back(db, world)

    assert tries(db, world, guest) == [False]
    assert tries(db, world, ada) == [True]
    assert progress(db, world, guest).seconds == guest_state.seconds
    assert progress(db, world, guest).done == guest_state.done
    assert progress(db, world, ada).seconds == own_state.seconds
    assert progress(db, world, ada).done == own_state.done | {"which"}


def test_learner_who_existed_only_by_the_join_is_removed_with_it(db, world):
    bek = join_guest(db, world)
    join_guest(db, world, "member")

    take_back(db, world)
    with db.read() as s:
        assert s.get(Learner, bek.id) is not None
    take_back(db, world, "member")

    with db.read() as s:
        assert s.get(Learner, bek.id) is None
        rows = people_of_course(s, s.get_one(Course, world.course.id))
        assert [row.number for row in rows if row.name == "Bek Example"] == [None]


def test_learner_who_used_their_link_or_existed_before_survives_undoing(db, world):
    bek = join_guest(db, world)
    browser = db.write(lambda s: keep_browser(s, new_token()))
    db.write(lambda s: seating.sit(s, s.get_one(Learner, bek.id), browser.id))
    take_back(db, world)
    join_guest(db, world, "member", person="ada")
    take_back(db, world, "member")

    with db.read() as s:
        for learner in (bek, world.learners.ada):
            assert s.get(Learner, learner.id) is not None


def test_link_given_to_the_guest_does_not_open_the_person_after_undoing(db, world):
    bek = join_guest(db, world)
    study(db, world, bek, right=True)

    take_back(db, world)

    guest = world.learners.guest
    with db.read() as s:
        assert learner_by_token(s, seating.token_of(bek, LINK_KEY)) is None
        assert learner_by_token(s, seating.token_of(guest, LINK_KEY)).id == guest.id
        now = seating.token_of(s.get_one(Learner, bek.id), LINK_KEY)
        assert learner_by_token(s, now).id == bek.id


def test_two_guests_of_one_person_can_be_separated_one_by_one(db, world):
    set_rule(db, world, slides=50)
    member, guest = world.learners.member, world.learners.guest
    study(db, world, member, "welcome", "end", seconds=60)
    study(db, world, guest, "welcome", seconds=60)
    at = completed_at(db, member)
    before = progress(db, world, guest)
    assert at is not None and completed_at(db, guest) is None
    ada = join_guest(db, world, "member", person="ada")
    join_guest(db, world, "guest", person="ada")
    assert completed_at(db, ada) == at

    take_back(db, world, "member")

    # The other's work stays, as if they had been the only one.
    left = progress(db, world, ada)
    assert (left.done, left.seconds) == (before.done, before.seconds)
    assert completed_at(db, ada) is None and completed_at(db, member) == at

    take_back(db, world, "guest")

    assert (progress(db, world, ada).done, progress(db, world, ada).seconds) == (frozenset(), 0)
    assert progress(db, world, guest).seconds == before.seconds
    assert completed_at(db, ada) is None


def test_completion_by_a_guest_keeps_its_date_for_the_person(db, world):
    study(db, world, world.learners.guest, right=True)
    set_rule(db, world, quizzes=100)
    at = completed_at(db, world.learners.guest)
    assert at is not None

    bek = join_guest(db, world)
    assert completed_at(db, bek) == at
    take_back(db, world)

    with db.read() as s:
        assert s.get(Learner, bek.id) is None
    assert completed_at(db, world.learners.guest) == at


def test_combined_work_may_complete_the_course(db, world):
    set_rule(db, world, slides=50)
    study(db, world, world.learners.guest, right=True)
    assert completed_at(db, world.learners.guest) is None
    study(db, world, world.learners.ada, "welcome")
    assert completed_at(db, world.learners.ada) is None

    ada = join_guest(db, world, person="ada")

    assert completed_at(db, ada) is not None


def test_join_and_its_undoing_are_audited(db, world):
    join_guest(db, world)
    take_back(db, world)

    with db.read() as s:
        kinds = [entry.kind for entry in s.query(AuditEntry).order_by(AuditEntry.id)]
    assert kinds[-2:] == ["learner.matched", "learner.unmatched"]


def test_guest_cannot_be_joined_twice_or_with_a_stranger(db, world):
    def stranger(s):
        return make_person(s, make_cohort(s, world.owner, "Others"), name="Eve Example")

    world.people.eve = db.write(stranger)
    with pytest.raises(Refused, match="link_gone"):
        join_guest(db, world, person="eve")
    join_guest(db, world)
    with pytest.raises(Refused, match="not_a_guest"):
        join_guest(db, world, person="ada")


def say_who(db, world):
    def work(s):
        change = make_change(s, s.get_one(Room, world.room.id))
        member = s.get_one(Member, world.learners.member.member_id)
        person = world.people.bek
        matching.match(change, s.merge(world.owner), member.number, person.number, "by phone")

    db.write(work)


def test_session_match_joins_the_learner_and_its_removal_separates_them(db, world):
    member = world.learners.member
    study(db, world, member, "welcome", right=True)
    say_who(db, world)

    assert follow_sessions(db, LINK_KEY) == 1
    assert follow_sessions(db, LINK_KEY) == 0
    with db.read() as s:
        course = s.get_one(Course, world.course.id)
        bek = find_learner(s, course, member.number)
        assert bek.person_id == world.people.bek.id
    assert tries(db, world, bek) == [True]

    def tell_apart(s):
        number = s.get_one(Member, member.member_id).number
        change = make_change(s, s.get_one(Room, world.room.id))
        matching.unmatch(change, s.merge(world.owner), number, LINK_KEY)

    db.write(tell_apart)

    assert tries(db, world, member) == [True]
    with db.read() as s:
        assert s.get(Learner, bek.id) is None


def test_matched_guest_keeps_their_minutes_until_joined(db, world):
    sam = world.learners.member

    def recognise(s):
        member, bek = s.get_one(Member, sam.member_id), s.get_one(Person, world.people.bek.id)
        factories.match(s, member, bek)

    db.write(recognise)

    with db.read() as s:
        course = s.get_one(Course, world.course.id)
        identities = [Identity("member", sam.member_id)]
        assert live_minutes(s, course, identities) == {identities[0]: 30}


def test_match_removed_before_processing_joins_nobody(db, world):
    say_who(db, world)
    member = world.learners.member
    db.write(lambda s: s.delete(s.get_one(Match, member.member_id)))

    assert db.write(partial(_join_matched_guest, LINK_KEY, member.id)) is False


def test_best_attempt_of_both_counts_and_each_returns_on_undoing(db):
    school = make_school(db)

    def enrol(s):
        course = s.get_one(Course, school.course.id)
        cohort = make_cohort(s)
        course.cohort_id = cohort.id
        return make_person(s, cohort, name="Cem Example")

    person = db.write(enrol)
    cem = db.write(
        lambda s: seating.person_learner(
            s, s.get_one(Course, school.course.id), s.merge(person), "ru", LINK_KEY
        )
    )
    take(db, school, POST, "a", "b", student=cem)
    take(db, school, POST, "b", "b", student=school.ada)

    def work(s, act):
        course, ada = s.get_one(Course, school.course.id), s.get_one(Learner, school.ada.id)
        act(s, course, ada)

    join_ada = lambda s, course, ada: join(s, course, ada, s.merge(person), LINK_KEY, None)  # noqa: E731
    db.write(lambda s: work(s, join_ada))
    joined = result(db, school, POST, student=cem)
    db.write(lambda s: work(s, lambda s, course, ada: separate(s, course, ada, LINK_KEY, None)))

    assert [(attempt.number, attempt.right) for attempt in joined.taken] == [(1, 1), (2, 2)]
    assert joined.right == 2
    assert [attempt.right for attempt in result(db, school, POST, student=cem).taken] == [1]
    assert [attempt.number for attempt in result(db, school, POST, student=school.ada).taken] == [1]


def test_joined_guest_cannot_be_forgotten_without_the_person(db, world):
    join_guest(db, world)

    def work(s):
        guest = s.get_one(Learner, world.learners.guest.id)
        forget(s, s.get_one(Course, world.course.id), guest, None)

    with pytest.raises(Refused, match="not_a_guest"):
        db.write(work)


def test_learner_without_a_name_cannot_be_matched_with_the_roster(db, world):
    guest = world.learners.guest
    db.write(lambda s: setattr(s.get_one(Learner, guest.id), "name", stored_name(2, is_guest=True)))

    def work(s):
        course, student = s.get_one(Course, world.course.id), s.get_one(Learner, guest.id)
        assert people_for(s, course, student) == []
        match(s, course, student, world.people.bek.number, "by phone", LINK_KEY, world.owner.id)

    with pytest.raises(Refused, match="unknown_person"):
        db.write(work)


def test_same_answer_reported_for_both_counts_once(db, world):
    answered = Answered("of-both", "which", 0, "en", Answer(options=["b"]))

    def say(s, learner):
        at = round(clock.now().timestamp() * 1000)
        deed = structs.replace(answered, at=at)
        student = s.get_one(Learner, learner.id)
        course = s.get_one(Course, world.course.id)
        record(s, course, student, Deeds(at, "", [deed]), Source.ONLINE)

    for learner in (world.learners.guest, world.learners.ada):
        db.write(partial(say, learner=learner))

    join_guest(db, world, person="ada")

    with db.read() as s:
        assert len(_latest_answers(s, s.get_one(Course, world.course.id), "which")) == 1
