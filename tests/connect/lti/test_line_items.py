"""Grade book columns: when the platform names none, ours is found or created once."""

import threading

import pytest
from sqlalchemy import select

from tests.connect.lti.answering import LINE_ITEM, SCORE
from tests.connect.lti.platform import GRADES
from tests.connect.lti.test_grades import grade, hasten, study
from tests.factories import make_course
from webinar.connect.lti import queries, registrations, score_outbox
from webinar.connect.lti.line_items import TAG, open_item
from webinar.connect.lti.models import LtiGrade, LtiLink, LtiPlatform
from webinar.connect.lti.score_delivery import recompute_scores, send_all
from webinar.kit import clock
from webinar.learn.courses.models import Learner


def offering(platform, *scopes, **places):
    """The claim of a platform that names no column but says where the columns are."""
    addresses = {"lineitems": f"{platform.url}/items?type=2", **places}
    return {GRADES: {"scope": list(scopes) or [SCORE, LINE_ITEM], **addresses}}


def open_course(client, db, platform, course, sub="learner-7", **claims):
    """Launch the course and return its learner."""
    platform.launch(client, course.code, sub=sub, **(claims or offering(platform)))
    with db.read() as s:
        return s.scalars(select(Learner).order_by(Learner.id.desc())).first()


@pytest.fixture
def learner(client, db, platform, course):
    return open_course(client, db, platform, course)


def link(db):
    with db.read() as s:
        return s.scalar(select(LtiLink))


def grades(db):
    with db.read() as s:
        return s.scalars(select(LtiGrade)).all()


def ours(platform, course, **changes):
    marks = {"resourceId": course.code, "resourceLinkId": "link-1", "tag": TAG}
    return {**marks, "id": f"{platform.url}/items/7?type=2", "label": "x", **changes}


def test_first_score_creates_the_column_and_later_scores_share_it(
    client, db, settings, platform, course, learner
):
    assert send_all(db, settings) == (0, 0)
    assert platform.items_made == []
    other = open_course(client, db, platform, course, sub="learner-8")
    study(db, learner, "welcome")
    study(db, other, "welcome", "which")

    assert send_all(db, settings) == (2, 0)

    [new_item] = platform.items_made
    assert new_item == {
        "label": course.title,
        "scoreMaximum": 100,
        "resourceId": course.code,
        "resourceLinkId": "link-1",
        "tag": TAG,
    }
    assert set(platform.scored_at) == {"/items/2/scores?type=2"}
    assert {score["userId"]: score["scoreGiven"] for score in platform.scores} == {
        "learner-7": 33,
        "learner-8": 66,
    }


def test_next_launch_keeps_the_column(client, db, settings, platform, course, learner):
    study(db, learner, "welcome")
    send_all(db, settings)
    open_course(client, db, platform, course)
    study(db, learner, "which")

    assert send_all(db, settings) == (1, 0)
    assert len(platform.items_made) == 1


def test_existing_column_is_found(db, settings, platform, course, learner):
    """A lost answer must not lead to a second column."""
    platform.items[6] = ours(platform, course, resourceLinkId="link-2")
    platform.items[7] = ours(platform, course)
    platform.items_a_page = 1
    study(db, learner, "welcome")

    assert send_all(db, settings) == (1, 0)
    assert platform.items_made == []
    assert platform.scored_at == ["/items/7/scores?type=2"]


def test_column_of_another_place_course_or_tool_is_not_ours(
    db, settings, platform, course, learner
):
    for number, change in enumerate(
        ({"resourceLinkId": "link-2"}, {"resourceId": "x"}, {"tag": ""})
    ):
        platform.items[20 + number] = ours(platform, course, **change)
    study(db, learner, "welcome")

    send_all(db, settings)

    assert len(platform.items_made) == 1


def test_only_one_of_several_processes_creates_the_column(db, settings, platform, learner):
    study(db, learner, "welcome")
    recompute_scores(db)
    with db.read() as s:
        [parcel] = queries.due_parcels(s, clock.now(), 10)
    barrier, items = threading.Barrier(4), []

    def make():
        barrier.wait()
        items.append(open_item(db, settings, parcel))

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(platform.items_made) == 1
    assert sum(item is not None for item in items) == 1
    assert link(db).own_item == f"{platform.url}/items/2?type=2"


def test_crashed_process_does_not_block_the_column_for_ever(db, settings, platform, learner):
    study(db, learner, "welcome")
    db.write(lambda s: setattr(s.scalar(select(LtiLink)), "making_until", clock.now()))

    assert send_all(db, settings) == (1, 0)


def test_deleted_column_is_recreated_with_all_scores(
    client, db, settings, platform, course, learner
):
    other = open_course(client, db, platform, course, sub="learner-8")
    study(db, learner, "welcome")
    study(db, other, "welcome")
    send_all(db, settings)
    del platform.items[2]
    platform.scores.clear()
    study(db, learner, "which")

    assert send_all(db, settings) == (0, 1)
    assert {row.error for row in grades(db)} == {"gone", ""}
    db.write(lambda s: score_outbox.send_now(s, course.id, clock.now()))
    assert send_all(db, settings) == (1, 0)
    assert send_all(db, settings) == (1, 0)

    assert len(platform.items_made) == 2
    assert {score["userId"]: score["scoreGiven"] for score in platform.scores} == {
        "learner-7": 66,
        "learner-8": 33,
    }


def test_removed_learner_does_not_cost_others_the_column(
    client, db, settings, platform, course, learner
):
    other = open_course(client, db, platform, course, sub="learner-8")
    study(db, learner, "welcome")
    send_all(db, settings)
    platform.strangers = {"learner-8"}
    study(db, other, "welcome")

    assert send_all(db, settings) == (0, 1)
    assert {row.error for row in grades(db)} == {"refused", ""}
    db.write(lambda s: score_outbox.send_now(s, course.id, clock.now()))
    assert send_all(db, settings) == (0, 1)

    assert len(platform.items_made) == 1
    assert [score["userId"] for score in platform.scores] == ["learner-7"]


def test_deleted_platform_column_is_reported_and_not_recreated(
    client, db, settings, platform, course
):
    learner = open_course(
        client,
        db,
        platform,
        course,
        **offering(platform, lineitem=f"{platform.url}/items/9?type=2"),
    )
    study(db, learner, "welcome")

    assert send_all(db, settings) == (0, 1)
    assert grade(db).error == "gone"
    assert platform.items_made == []


def test_new_column_named_by_the_platform_gets_earlier_scores(
    client, db, settings, platform, course, learner
):
    study(db, learner, "welcome")
    send_all(db, settings)
    platform.items[9] = {}
    platform.scores.clear()

    open_course(
        client,
        db,
        platform,
        course,
        **offering(platform, lineitem=f"{platform.url}/items/9?type=2"),
    )

    assert send_all(db, settings) == (1, 0)
    assert platform.scored_at[-1] == "/items/9/scores?type=2"


def test_no_column_is_created_without_permission(client, db, settings, platform, course):
    open_course(client, db, platform, course, **offering(platform, SCORE))

    assert link(db).line_items == ""
    assert grade(db) is None


def test_failed_column_creation_is_retried(db, settings, platform, learner):
    study(db, learner, "welcome")
    for status, why in ((500, "unreachable"), (409, "refused"), (403, "signed_out")):
        platform.status = status
        assert send_all(db, settings) == (0, 1)
        assert grade(db).error == why
        hasten(db)
    platform.status = 200

    assert send_all(db, settings) == (1, 0)
    assert grade(db).next_at is None


def test_endless_column_list_is_not_read_to_the_end(db, settings, platform, learner):
    platform.is_endless = True
    study(db, learner, "welcome")

    assert send_all(db, settings) == (0, 1)
    assert grade(db).error == "refused"
    assert platform.items_made == []
    assert sum(path.startswith("/items") for path in platform.asked) == 10


def test_column_address_on_unregistered_host_is_refused(
    client, db, settings, platform, course, learner
):
    study(db, learner, "welcome")
    platform.item_host = "http://127.0.0.1:1"
    assert send_all(db, settings) == (0, 1)
    assert (grade(db).error, link(db).own_item) == ("elsewhere", "")

    foreign_claim = offering(platform, lineitems="http://127.0.0.1:1/items")
    open_course(client, db, platform, course, **foreign_claim)
    hasten(db)

    assert send_all(db, settings) == (0, 1)
    assert grade(db).error == "elsewhere"
    assert platform.scores == []


def test_link_that_moves_to_another_course_gets_another_column(
    client, db, settings, platform, course, learner
):
    study(db, learner, "welcome")
    send_all(db, settings)

    def build(s):
        other = make_course(s, title="Facts")
        registered = s.scalar(select(LtiPlatform))
        registrations.allow_course(s, 1, other, registered.id, clock.now(), is_allowed=True)
        return other

    other = open_course(client, db, platform, db.write(build))
    study(db, other, "welcome")
    send_all(db, settings)

    assert [item["label"] for item in platform.items_made] == [course.title, "Facts"]


def test_organiser_reads_that_a_column_will_be_created(organiser, platform, course, learner):
    page = organiser.get(f"/desk/courses/{course.id}/lti")

    assert "is made with the first score" in page.text
