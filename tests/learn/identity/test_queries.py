"""Members and learners count as the people they are matched to, as long as the match exists."""

from types import SimpleNamespace

import pytest

from tests.factories import (
    LINK_KEY,
    invite,
    make_cohort,
    make_course,
    make_learner,
    make_member,
    make_person,
    make_room,
    make_user,
    match,
)
from tests.sql_statements import statements
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.seating import member_learner
from webinar.learn.identity import queries
from webinar.learn.identity.keys import Identity
from webinar.results.completion.joining import join, separate
from webinar.room.cohorts.models import Match, Person
from webinar.room.cohorts.queries import matches_of
from webinar.room.rooms.models import Member, Room


@pytest.fixture
def scene(db):
    """Ada came with a phone and a laptop, and studies; the guest `joined` is matched to her.
    The member `sam`, who also studies, and the course's guest `zoe` are not matched to anybody.
    """

    def build(s):
        owner = make_user(s)
        cohort = make_cohort(s, owner)
        ada, bek = make_person(s, cohort, "Ada"), make_person(s, cohort, "Bek")
        room, other = make_room(s, owner), make_room(s, owner)
        invite(s, room, cohort)
        phone, laptop = make_member(s, room, "Ada"), make_member(s, room, "A.")
        other_member, sam = make_member(s, other, "Ada"), make_member(s, room, "Sam")
        for member in (phone, laptop, other_member):
            match(s, member, ada)
        course = make_course(s, owner, cohort=cohort)
        joined = make_learner(s, course, "Guest")
        sam_studies = member_learner(s, course, sam, LINK_KEY)
        zoe = make_learner(s, course, "Zoe")
        ada_studies = join(s, course, joined, ada, LINK_KEY, None)
        return SimpleNamespace(
            room=room.id,
            course=course.id,
            ada=ada.id,
            bek=bek.id,
            phone=phone.id,
            laptop=laptop.id,
            elsewhere=other_member.id,
            sam=sam.id,
            ada_studies=ada_studies.id,
            sam_studies=sam_studies.id,
            joined=joined.id,
            zoe=zoe.id,
        )

    return db.write(build)


def present_keys(db, *identities):
    with db.read() as s:
        present = queries.present_identities(s, identities)
    return [present[identity].key for identity in identities]


def test_members_and_learners_resolve_to_their_person_if_matched(db, scene):
    identities = [
        Identity("person", scene.bek),
        Identity("member", scene.phone),
        Identity("member", scene.sam),
        Identity("learner", scene.joined),
        Identity("learner", scene.zoe),
    ]

    assert present_keys(db, *identities) == [
        f"p{scene.bek}", f"p{scene.ada}", f"m{scene.sam}", f"p{scene.ada}", f"l{scene.zoe}",
    ]  # fmt: skip


def test_an_undone_match_no_longer_counts(db, scene):
    db.write(lambda s: s.delete(s.get_one(Match, scene.laptop)))
    db.write(
        lambda s: separate(
            s, s.get_one(Course, scene.course), s.get_one(Learner, scene.joined), LINK_KEY, None
        )
    )

    identity_keys = present_keys(
        db, Identity("member", scene.laptop), Identity("learner", scene.joined)
    )

    assert identity_keys == [f"m{scene.laptop}", f"l{scene.joined}"]


def test_looking_up_one_identity_gives_the_same_as_many(db, scene):
    with db.read() as s:
        assert queries.identity_of(s, Identity("member", scene.phone)) == ("person", scene.ada)


def test_learners_are_identified_by_their_row_or_its_match(db, scene):
    db.write(lambda s: match(s, s.get_one(Member, scene.sam), s.get_one(Person, scene.bek)))
    with db.read() as s:
        identities = queries.identities_of(s, s.query(Learner).all())

    assert {learner_id: identity.key for learner_id, identity in identities.items()} == {
        scene.ada_studies: f"p{scene.ada}",
        scene.joined: f"p{scene.ada}",
        scene.sam_studies: f"p{scene.bek}",
        scene.zoe: f"l{scene.zoe}",
    }


def test_a_person_has_all_matched_members_and_learners(db, scene):
    with db.read() as s:
        members = set(s.scalars(queries.members_of_person(scene.ada)))
        learners = set(s.scalars(queries.learners_of_person(scene.ada)))
        unmatched = [
            *s.scalars(queries.members_of_person(scene.bek)),
            *s.scalars(queries.learners_of_person(scene.bek)),
        ]

    assert members == {scene.phone, scene.laptop, scene.elsewhere}
    assert learners == {scene.ada_studies, scene.joined}
    assert unmatched == []


def test_a_learner_whose_member_is_matched_belongs_to_that_person(db, scene):
    db.write(lambda s: match(s, s.get_one(Member, scene.sam), s.get_one(Person, scene.bek)))

    with db.read() as s:
        assert list(s.scalars(queries.learners_of_person(scene.bek))) == [scene.sam_studies]


def test_a_session_lists_only_matches_of_its_own_members(db, scene):
    with db.read() as s:
        matches = matches_of(s, s.get_one(Room, scene.room))

    assert matches == {scene.phone: scene.ada, scene.laptop: scene.ada}


def test_many_identities_are_queried_in_batches(db, scene, monkeypatch):
    identities = [
        Identity("member", member_id) for member_id in (scene.phone, scene.laptop, scene.sam)
    ]
    all_keys = present_keys(db, *identities)

    monkeypatch.setattr(queries, "_AT_ONCE", 1)

    assert present_keys(db, *identities) == all_keys


def test_lookup_takes_two_statements_and_none_for_people(db, scene):
    people = [Identity("person", person_id) for person_id in (scene.ada, scene.bek)]
    members = [
        Identity("member", member_id) for member_id in (scene.phone, scene.laptop, scene.sam)
    ]
    learners = [Identity("learner", learner_id) for learner_id in (scene.joined, scene.zoe)]

    with statements(db) as sent:
        present_keys(db, *people, *members, *learners)
    assert sum("FROM" in statement for statement in sent) == 2

    with statements(db) as sent:
        present_keys(db, *people)
    assert not any("FROM" in statement for statement in sent)
