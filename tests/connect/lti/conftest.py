"""A running platform that is registered here and may use one course."""

import shutil

import pytest

from tests.connect.lti.platform import Platform
from tests.factories import make_course, make_user
from tests.people.accounts.browsing import signed_in
from webinar.connect.lti import keys, platform_requests, registrations
from webinar.connect.lti.registrations import TypedPlatform
from webinar.kit import clock
from webinar.kit.signing_keys import Ring
from webinar.people.accounts.models import User, UserRole


@pytest.fixture(scope="package")
def running():
    test_platform = Platform()
    yield test_platform
    test_platform.stop()


@pytest.fixture(scope="package")
def tool_key(tmp_path_factory):
    """Our own key, generated once because that takes a second."""
    folder = tmp_path_factory.mktemp("key")
    Ring(folder / "key.pem", folder / "published").signing_key()
    return folder / "key.pem"


@pytest.fixture
def platform(running, settings, tool_key, monkeypatch):
    """One server for all tests, with empty books."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    running.clear()
    running.tool_keys = lambda: keys.published_keys(settings)
    (settings.instance / "lti").mkdir(parents=True)
    shutil.copy(tool_key, settings.instance / "lti" / "key.pem")
    keys.forget_keys()
    platform_requests.Connector.forget_tokens()
    return running


@pytest.fixture
def course(db, platform):
    """An organiser's course that the platform may use and that takes no guests."""

    def build(s):
        admin = make_user(s, "Admin", UserRole.ADMIN)
        course = make_course(s, takes_guests=False)
        registered = registrations.save_platform(
            s, admin.id, TypedPlatform(**platform.typed()), None, clock.now(), insecure=True
        )
        registrations.allow_course(s, admin.id, course, registered.id, clock.now(), is_allowed=True)
        return course

    return db.write(build)


@pytest.fixture
def admin(app, db):
    visitor = signed_in(app, db.write(lambda s: make_user(s, "Root", UserRole.ADMIN)))
    visitor.get("/desk/lti")
    return visitor


@pytest.fixture
def organiser(app, db, course):
    with db.read() as s:
        owner = s.get(User, course.owner_id)
    visitor = signed_in(app, owner)
    visitor.get(f"/desk/courses/{course.id}/lti")
    return visitor
