"""Pages for administrators and organisers: registering, allowing, names, failures."""

from operator import attrgetter

from sqlalchemy import select

from tests.connect.lti.platform import CONTEXT
from tests.factories import make_user
from tests.people.accounts.browsing import signed_in
from webinar.connect.lti.models import LtiCourse, LtiGrade, LtiLink, LtiPlatform
from webinar.learn.courses.models import Learner
from webinar.people.audit.models import AuditEntry


def everything(db, table):
    with db.read() as s:
        return s.scalars(select(table)).all()


def test_administrator_registers_changes_disables_and_removes_a_platform(admin, db, platform):
    page = admin.get("/desk/lti").text
    for path in ("/lti/login", "/lti/launch", "/lti/jwks.json", "/lti/deep"):
        assert f'value="http://127.0.0.1:5000{path}"' in page

    typed = platform.typed(deployments="d1\n\n d2 \nd1", hosts="School.Example.org")
    assert admin.post("/desk/lti", **typed).status_code == 303
    [registered] = everything(db, LtiPlatform)
    assert (registered.deployments, registered.hosts) == (["d1", "d2"], ["school.example.org"])

    changed = platform.typed(name="Academy")
    assert admin.post(f"/desk/lti/{registered.id}", **changed).status_code == 303
    assert "Academy" in admin.get(f"/desk/lti/{registered.id}").text
    admin.post(f"/desk/lti/{registered.id}/disable")
    assert everything(db, LtiPlatform)[0].disabled_at is not None
    admin.post(f"/desk/lti/{registered.id}/remove")
    assert everything(db, LtiPlatform) == []
    entries = sorted(everything(db, AuditEntry), key=attrgetter("id"))
    kinds = [entry.kind for entry in entries if entry.kind.startswith("lti.")]
    assert kinds == [
        "lti.platform_added",
        "lti.platform_changed",
        "lti.platform_disabled",
        "lti.platform_removed",
    ]


MISTYPED = [
    ({"issuer": "school"}, "issuer must be an address"),
    ({"issuer": "https://a:b@school.example"}, "issuer must be an address"),
    ({"client_id": " "}, "client id"),
    ({"token_url": "file:///etc/passwd"}, "must begin with https"),
    ({"keys_url": "https://[::1"}, "must begin with https"),
    ({"login_url": "https://school.example/ x"}, "must begin with https"),
    ({"deployments": "\n"}, "at least one deployment"),
    ({"hosts": "school.example/path"}, "Write only hosts"),
    ({"hosts": "a b; c"}, "Write only hosts"),
    ({"name": ""}, "a name"),
    ({"deployments": "\n".join(map(str, range(60)))}, "too many"),
]


def test_invalid_form_is_explained_and_keeps_the_input(admin, db, platform):
    for changes, advice in MISTYPED:
        response = admin.post("/desk/lti", **platform.typed(**changes))
        assert response.status_code == 422, changes
        assert advice in response.text, changes
        assert f"{platform.url}/auth" in response.text or "login_url" in changes
    assert everything(db, LtiPlatform) == []


def test_platform_cannot_be_registered_twice(admin, db, platform, course):
    assert admin.post("/desk/lti", **platform.typed()).status_code == 422
    assert len(everything(db, LtiPlatform)) == 1


def test_addresses_in_production_must_be_https():
    from webinar.connect.lti.addresses import is_usable

    assert is_usable("https://school.example/a", insecure=False)
    assert not is_usable("http://school.example/a", insecure=False)


def test_platform_with_learners_cannot_be_removed(admin, client, db, platform, course):
    platform.launch(client, course.code)
    [registered] = everything(db, LtiPlatform)

    assert admin.post(f"/desk/lti/{registered.id}/remove").status_code == 422
    assert len(everything(db, LtiPlatform)) == 1


def test_organiser_cannot_see_the_registration_page(organiser):
    assert organiser.get("/desk/lti").status_code == 403


def test_organiser_withdraws_and_allows_a_course(organiser, client, db, platform, course):
    [registered] = everything(db, LtiPlatform)
    base = f"/desk/courses/{course.id}/lti/platforms/{registered.id}"

    organiser.post(f"{base}/withdraw")
    assert everything(db, LtiCourse) == []
    assert platform.launch(client, course.code).status_code == 403
    organiser.post(f"{base}/allow")
    assert platform.launch(client, course.code).status_code == 200


def test_course_of_another_organiser_is_not_found(app, db, client, platform, course):
    stranger = signed_in(app, db.write(lambda s: make_user(s, "Stranger")))
    platform.launch(client, course.code)
    [link], [registered] = everything(db, LtiLink), everything(db, LtiPlatform)
    base = f"/desk/courses/{course.id}/lti"

    answers = [
        stranger.get(base),
        stranger.post(f"{base}/platforms/{registered.id}/withdraw"),
        stranger.post(f"{base}/names/{link.id}"),
        stranger.post(f"{base}/send"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4


def test_fetched_names_correct_learners_and_show_who_has_not_begun(
    organiser, client, db, platform, course
):
    platform.launch(client, course.code, name=None)
    [link] = everything(db, LtiLink)
    learns = {"roles": [CONTEXT + "Learner"], "status": "Active"}
    platform.members = [
        [{"user_id": "learner-7", "name": "Aigerim", **learns}],
        [
            {"user_id": "learner-8", "given_name": "Berik", "family_name": "S.", **learns},
            {"user_id": "teacher", "name": "Serik T.", "roles": [CONTEXT + "Instructor"]},
            {"user_id": "gone", "name": "Gone", **learns, "status": "Inactive"},
            "nonsense",
        ],
    ]

    response = organiser.post(f"/desk/courses/{course.id}/lti/names/{link.id}")

    assert [learner.name for learner in everything(db, Learner)] == ["Aigerim"]
    assert "Berik S." in response.text
    assert "Serik T." not in response.text
    assert "Gone" not in response.text
    assert "/members?page=1" in platform.asked


def test_names_are_not_fetched_from_unregistered_host(organiser, client, db, platform, course):
    nrps = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"
    foreign_claim = {"context_memberships_url": "http://127.0.0.1:9/members"}
    platform.launch(client, course.code, **{nrps: foreign_claim})
    [link] = everything(db, LtiLink)

    response = organiser.post(f"/desk/courses/{course.id}/lti/names/{link.id}")

    assert "not registered" in response.text
    assert platform.asked == ["/keys"]


def test_name_list_cannot_lead_to_another_host(organiser, client, db, platform, course):
    platform.launch(client, course.code)
    [link] = everything(db, LtiLink)
    platform.members = [[{"user_id": "8", "name": "Berik", "roles": ["Learner"]}], []]
    platform.next_host = platform.url.replace("127.0.0.1", "localhost")

    response = organiser.post(f"/desk/courses/{course.id}/lti/names/{link.id}")

    assert "not registered" in response.text
    assert [path for path in platform.asked if path.startswith("/members")] == ["/members"]


def test_unsent_score_is_shown_and_can_be_sent_now(organiser, client, db, platform, course):
    platform.launch(client, course.code)

    def fail(s):
        from datetime import timedelta

        from webinar.kit import clock

        row = s.scalar(select(LtiGrade))
        row.error, row.said_at = "signed_out", clock.now()
        row.next_at = clock.now() + timedelta(hours=5)

    db.write(fail)

    page = organiser.get(f"/desk/courses/{course.id}/lti")
    organiser.post(f"/desk/courses/{course.id}/lti/send")

    assert "did not let this server in" in page.text
    from webinar.kit import clock

    assert everything(db, LtiGrade)[0].next_at <= clock.now()
