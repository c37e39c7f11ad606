"""One check says who may change sessions, series, cohorts and courses, and what comes with what."""

import pytest

from tests.factories import invite, make_cohort, make_course, make_room, make_user
from webinar.kit.errors import Refused
from webinar.learn.courses.queries import find_own_course, own_courses
from webinar.people.accounts.models import UserRole
from webinar.people.ownership import actions, queries
from webinar.results.series.actions import add_session, create_series, delete_series
from webinar.results.series.queries import find_own_series, own_series
from webinar.room.cohorts.deleting import delete_cohort
from webinar.room.cohorts.queries import find_own_cohort, own_cohorts
from webinar.room.sessions.agenda import agenda_of, find_own_room

pytestmark = pytest.mark.every_way


class World:
    """The owner's cohort with a series, two sessions and a course, and one session beside them."""

    def __init__(self, s):
        self.s = s
        self.owner, self.other = make_user(s, "Owner"), make_user(s, "Other")
        self.cohort = make_cohort(s, self.owner, people=["Ada"])
        self.series = create_series(s, self.owner, "Series")
        self.alone = make_room(s, self.owner, title="Alone")
        self.in_series = make_room(s, self.owner, title="In the series")
        self.of_cohort = make_room(s, self.owner, title="Of the cohort")
        add_session(s, self.series, self.in_series, self.owner)
        invite(s, self.of_cohort, self.cohort)
        self.course = make_course(s, self.owner)
        self.cohort_course = make_course(s, self.owner, cohort=self.cohort)

    def share(self, thing):
        actions.add_by_email(self.s, thing, self.owner, self.other.email.upper())

    def of(self, user):
        """Return what the finders give to the user, by the names above."""
        found = {
            name
            for name in ("alone", "in_series", "of_cohort")
            if find_own_room(self.s, user, getattr(self, name).code)
        }
        for name, find in (
            ("cohort", find_own_cohort),
            ("series", find_own_series),
            ("course", find_own_course),
            ("cohort_course", find_own_course),
        ):
            if find(self.s, user, getattr(self, name).id):
                found.add(name)
        return found

    def listed(self, user):
        """Return what the lists give to the user."""
        return {
            *(room.title for room in agenda_of(self.s, user).live),
            *(cohort.name for cohort in own_cohorts(self.s, user)),
            *(listed.series.title for listed in own_series(self.s, user)),
            *(course.id for course in own_courses(self.s, user)),
        }


@pytest.fixture
def world(db):
    """`world(work)` runs `work(world)` in one transaction."""
    return lambda work: db.write(lambda s: work(World(s)))


@pytest.mark.parametrize(
    ("shared", "comes_with_it"),
    [
        ("alone", set()),
        ("course", set()),
        ("series", {"in_series"}),
        ("cohort", {"of_cohort", "cohort_course"}),
    ],
)
def test_a_co_owner_has_what_is_shared_and_what_belongs_to_it(world, shared, comes_with_it):
    def work(w):
        assert w.of(w.other) == set()
        assert w.listed(w.other) == set()
        w.share(getattr(w, shared))
        assert w.of(w.other) == {shared} | comes_with_it
        assert len(w.listed(w.other)) == 1 + len(comes_with_it)
        for name in ("alone", "in_series", "of_cohort", "cohort", "series", "course"):
            has_it = name in {shared} | comes_with_it
            assert queries.owns(w.s, w.other, getattr(w, name)) is has_it, name

    world(work)


def test_a_cohort_brings_its_series_with_their_sessions(world):
    def work(w):
        w.series.cohort_id = w.cohort.id
        w.share(w.cohort)
        assert {"series", "in_series"} <= w.of(w.other)

    world(work)


def test_what_a_co_owner_adds_belongs_to_the_owner_too(world):
    def work(w):
        w.share(w.series)
        room = make_room(w.s, w.other, title="New")
        add_session(w.s, w.series, room, w.other)
        assert find_own_room(w.s, w.owner, room.code) is room
        stranger = make_room(w.s, make_user(w.s, "Stranger"))
        with pytest.raises(Refused, match="unknown_session"):
            add_session(w.s, w.series, stranger, w.other)

    world(work)


def test_a_removed_co_owner_has_nothing_any_more(world):
    def work(w):
        w.share(w.cohort)
        actions.remove(w.s, w.cohort, w.owner, w.other.id)
        assert w.of(w.other) == set()
        with pytest.raises(Refused, match="unknown_co_owner"):
            actions.remove(w.s, w.cohort, w.owner, w.other.id)

    world(work)


@pytest.mark.parametrize("role", [UserRole.PRESENTER, UserRole.VIEWER, UserRole.INTERPRETER])
def test_an_account_that_organises_no_more_shares_nothing(world, role):
    def work(w):
        w.share(w.cohort)
        w.other.role = role
        w.s.flush()
        assert not queries.owns(w.s, w.other, w.cohort)
        assert find_own_cohort(w.s, w.other, w.cohort.id) is None
        assert (
            w.s.scalar(
                queries.select(type(w.cohort)).where(queries.belongs_to(type(w.cohort), w.other))
            )
            is None
        )

    world(work)


def test_only_organisers_of_the_server_are_added_and_once(world):
    def work(w):
        presenter = make_user(w.s, "Presenter", UserRole.PRESENTER)
        closed = make_user(w.s, "Closed", is_disabled=True)
        for email in (presenter.email, closed.email, "nobody@example.test", "\x00", ""):
            with pytest.raises(Refused, match="unknown_organiser"):
                actions.add_by_email(w.s, w.cohort, w.owner, email)
        with pytest.raises(Refused, match="owns_already"):
            actions.add_by_email(w.s, w.cohort, w.owner, w.owner.email)
        w.share(w.cohort)
        w.share(w.cohort)
        assert queries.co_owners_of(w.s, w.cohort) == [w.other]

    world(work)


def test_a_co_owner_adds_others_and_leaves_but_neither_removes_nor_deletes(world):
    def work(w):
        third = make_user(w.s, "Third")
        for thing in (w.cohort, w.series, w.alone, w.course):
            w.share(thing)
            actions.add_by_email(w.s, thing, w.other, third.email)
            for refused in (actions.remove, actions.hand_over):
                with pytest.raises(Refused, match="not_the_owner"):
                    refused(w.s, thing, w.other, third.id)
        with pytest.raises(Refused, match="not_the_owner"):
            delete_series(w.s, w.series, w.other)
        with pytest.raises(Refused, match="not_the_owner"):
            delete_cohort(w.s, w.other, w.cohort.id)
        actions.remove(w.s, w.cohort, w.other, w.other.id)
        assert queries.co_owners_of(w.s, w.cohort) == [third]

    world(work)


def test_the_former_owner_stays_as_co_owner_after_handing_over(world):
    def work(w):
        admin = make_user(w.s, "Admin", UserRole.ADMIN)
        for thing, by in ((w.cohort, w.owner), (w.series, admin)):
            w.share(thing)
            actions.hand_over(w.s, thing, by, w.other.id)
            assert thing.owner_id == w.other.id
            assert queries.co_owners_of(w.s, thing) == [w.owner]
            actions.remove(w.s, thing, w.other, w.owner.id)
            assert not queries.owns(w.s, w.owner, thing)

    world(work)


def test_nothing_is_handed_to_an_account_that_cannot_have_it(world):
    def work(w):
        w.share(w.cohort)
        with pytest.raises(Refused, match="unknown_co_owner"):
            actions.hand_over(w.s, w.cohort, w.owner, make_user(w.s, "Third").id)
        w.other.is_disabled = True
        with pytest.raises(Refused, match="unknown_organiser"):
            actions.hand_over(w.s, w.cohort, w.owner, w.other.id)

    world(work)


def test_a_shared_cohort_or_series_is_deleted_with_its_co_owners(world):
    def work(w):
        cohort, series = make_cohort(w.s, w.owner), create_series(w.s, w.owner, "Empty")
        w.share(cohort)
        w.share(series)
        delete_cohort(w.s, w.owner, cohort.id)
        delete_series(w.s, series, w.owner)
        assert find_own_cohort(w.s, w.other, cohort.id) is None

    world(work)
