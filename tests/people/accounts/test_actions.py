"""Users have unique e-mail addresses, and a link signs its user in once."""

import threading
from datetime import timedelta

import pytest

from tests.factories import make_user
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.tokens import new_token
from webinar.people.accounts import actions, browsers, queries
from webinar.people.accounts.models import UserRole


def refused_code(db, work):
    with pytest.raises(Refused) as refusal:
        db.write(work)
    return refusal.value.code


def make_link(db, user, **options):
    return db.write(lambda s: actions.make_sign_in_link(s, user, **options))


def use(token):
    return lambda session: actions.use_sign_in_link(session, token)


def test_user_is_found_by_email_in_another_letter_case(db):
    user = db.write(
        lambda s: actions.create_user(s, " Aida@Police.KZ ", " Аида  С. ", UserRole.PRESENTER)
    )

    with db.read() as session:
        stored_user = queries.user_by_email(session, "aida@POLICE.kz")

    assert stored_user.id == user.id
    assert stored_user.name == "Аида С."
    assert stored_user.password_hash == ""


def test_email_belongs_to_one_user(db):
    db.write(lambda s: actions.create_user(s, "a@b.kz", "Aida", UserRole.PRESENTER))

    code = refused_code(db, lambda s: actions.create_user(s, "A@B.kz", "Other", UserRole.PRESENTER))

    assert code == "email_taken"


@pytest.mark.parametrize(
    "email", ["", "aida", "a@", "@b", "a b@c.kz", "a@b@c", "a@b\n.kz", "x" * 300]
)
def test_invalid_email_creates_no_user(db, email):
    code = refused_code(db, lambda s: actions.create_user(s, email, "Aida", UserRole.PRESENTER))

    assert code == "email_invalid"


def test_a_link_signs_its_user_in_once(db):
    user = db.write(make_user)
    token = make_link(db, user)

    assert db.write(use(token)).id == user.id
    assert refused_code(db, use(token)) == "link_gone"


def test_link_used_twice_at_once_works_once(db):
    token = make_link(db, db.write(make_user))
    results, start = [], threading.Barrier(2)

    def try_link():
        start.wait()
        try:
            results.append(db.write(use(token)).id > 0)
        except Refused as refusal:
            results.append(refusal.code)

    threads = [threading.Thread(target=try_link) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results, key=str) == [True, "link_gone"]


def test_link_expires(db, monkeypatch):
    token = make_link(db, db.write(make_user), hours=2)
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(hours=2, seconds=1))

    assert refused_code(db, use(token)) == "link_gone"


def test_new_link_revokes_the_older_one_to_the_same_page(db):
    user = db.write(make_user)
    old, elsewhere = make_link(db, user), make_link(db, user, goes_to="/password")
    new = make_link(db, user)

    assert refused_code(db, use(old)) == "link_gone"
    assert db.write(use(new)).id == user.id
    assert db.write(use(elsewhere)).id == user.id


@pytest.mark.parametrize(
    "path", ["https://evil.example", "//evil.example", "/\\evil.example", "desk"]
)
def test_link_cannot_lead_to_another_site(db, path):
    user = db.write(make_user)

    with pytest.raises(ValueError, match="path on this site"):
        make_link(db, user, goes_to=path)


def test_a_new_password_signs_out_elsewhere_and_revokes_links(db):
    user = db.write(make_user)
    token = make_link(db, user)
    here, there = (
        db.write(lambda s: browsers.begin_user(s, user, new_token(), {}))[0].id for _ in range(2)
    )

    ended = db.write(lambda s: actions.set_password(s, user.id, "a hash", keep=here))

    assert ended == [there]
    assert refused_code(db, use(token)) == "link_gone"


def test_disabled_user_loses_browsers_links_and_lookups(db):
    user = db.write(make_user)
    token = make_link(db, user)
    browser, _ = db.write(lambda s: browsers.begin_user(s, user, new_token(), {}))

    ended = db.write(lambda s: actions.disable_user(s, user.id))

    assert ended == [browser.id]
    assert refused_code(db, use(token)) == "link_gone"
    with db.read() as session:
        assert queries.active_user(session, user.id) is None
        assert queries.user_by_email(session, user.email) is None


def test_users_cannot_disable_themselves(db):
    user = db.write(make_user)

    code = refused_code(db, lambda s: actions.disable_user(s, user.id, by=user.id))

    assert code == "not_yourself"
