"""Reminders: their language and content, and mail that goes out once by a real server."""

import shutil
import ssl
import subprocess
import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from aiosmtpd.smtp import AuthResult

from config import MailServer, Settings, UnsafeSettings
from tests.factories import make_user
from tests.people.accounts.browsing import signed_in
from tests.postbox import FreePort, Post, listening, mailing
from tests.results.followup.making import link_of, make_scene, today
from webinar.kit import clock, mail
from webinar.kit.mail import Mail
from webinar.live.steps.models import Step, StepState
from webinar.results.followup.models import FollowLink, StepReminder
from webinar.results.followup.reminders import kinds_today


@pytest.fixture
def post():
    with listening() as handler:
        yield handler


@pytest.fixture
def settings(settings, post):
    return mailing(settings, post)


@pytest.fixture
def scene(db):
    scene = make_scene(db)

    def set_due_dates(session):
        days = (-3, 0, 5, 60)
        for step, days_left in zip(scene.steps, days, strict=True):
            session.get(Step, step.id).due = today() + timedelta(days=days_left)

    db.write(set_due_dates)
    return scene


@pytest.fixture
def host(app, db, scene):
    """A host's browser; Ada and the head of the unit have links."""
    link_of(db, scene, scene.ada)
    link_of(db, scene, role="Head of unit")
    visitor = signed_in(app, scene.owner)
    visitor.home = f"/rooms/{scene.room.code}/follow/reminders"
    visitor.get(visitor.home)
    return visitor


def give_address(host, link, email):
    return host.post(f"{host.home}/address", link=str(link), email=email)


def reminders(db):
    with db.read() as session:
        rows = session.query(StepReminder).order_by(StepReminder.step_id).all()
        return [(row.kind.value, row.state.value, row.error) for row in rows]


def test_letter_is_in_its_readers_language_and_has_their_link(host):
    page = host.get(host.home).text

    assert "Просрочено:\n– Train officers" in page
    assert "Срок сегодня:\n– Meet schools" in page
    assert "http://127.0.0.1:5000/steps/" in page
    assert 'href="mailto:?subject=' in page
    assert "Bek" in page, "people without a link are named"


@pytest.mark.parametrize(
    ("state", "due", "check_back", "kinds"),
    [
        (StepState.OWNED, -1, None, ["overdue"]),
        (StepState.BLOCKED, 0, None, ["today"]),
        (StepState.IN_PROGRESS, 7, None, ["soon"]),
        (StepState.OWNED, 8, None, []),
        (StepState.OWNED, 8, 0, ["check_back"]),
        (StepState.OWNED, 3, 0, ["soon", "check_back"]),
        (StepState.DONE, -1, 0, []),
        (StepState.OWNED, None, None, []),
    ],
)
def test_reminder_kinds_depend_on_state_and_dates(state, due, check_back, kinds):
    this_day = date(2026, 11, 26)

    def days(number):
        return None if number is None else this_day + timedelta(days=number)

    step = Step(state=state, due=days(due), check_back=days(check_back))

    assert [kind.value for kind, _ in kinds_today(step, this_day)] == kinds


def test_one_press_sends_each_letter_once(db, host, post, scene):
    assert give_address(host, 1, " Ada@Example.test ").status_code == 303

    for _ in range(2):
        assert host.post(f"{host.home}/send").status_code == 303

    [(to, letter)] = post.letters
    assert to == ["ada@example.test"]
    assert letter["From"] == "webinar@example.test"
    assert scene.owner.email in letter["Reply-To"]
    assert letter["Subject"].startswith("Ваши шаги")
    text = letter.get_body(("plain",)).get_content()
    assert "Train officers" in text and "/steps/" in text
    assert reminders(db) == [("overdue", "sent", ""), ("today", "sent", "")]
    assert "follow-letter" in host.get(host.home).text


def test_two_simultaneous_presses_send_one_letter(app, db, host, post):
    give_address(host, 1, "ada@example.test")
    ready = threading.Barrier(2)

    def press():
        tab = app.test_client()
        tab.set_cookie("session", host.cookie.value)
        ready.wait()
        tab.post(f"{host.home}/send", data={"csrf_token": host.token})

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(post.letters) == 1


def test_later_reminder_mentions_only_what_is_new(db, host, post, scene, monkeypatch):
    give_address(host, 1, "ada@example.test")
    host.post(f"{host.home}/send")
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(days=1))
    host.sign_in_by_link(scene.owner)
    host.get(host.home)

    assert host.post(f"{host.home}/send").status_code == 303

    _, letter = post.letters[1]
    assert "Meet schools" in letter.get_body(("plain",)).get_content(), (
        "due yesterday, overdue today"
    )
    assert "Train officers" not in letter.get_body(("plain",)).get_content()


def test_refused_letter_is_explained_and_can_be_retried(db, host, post):
    give_address(host, 1, "nobody@example.test")
    host.post(f"{host.home}/send")
    assert {(state, error) for _, state, error in reminders(db)} == {("failed", "recipient")}
    page = host.get(host.home).text
    assert "does not accept this address" in page

    give_address(host, 1, "ada@example.test")
    host.post(f"{host.home}/send")

    assert len(post.letters) == 1
    assert {state for _, state, _ in reminders(db)} == {"sent"}


@pytest.mark.parametrize("typed", ["ada", "a@b\r\nBcc: all@example.test", "ада@пример", "<a@b>"])
def test_invalid_address_is_refused(db, host, typed):
    answer = give_address(host, 1, typed)

    assert answer.status_code == 422
    with db.read() as session:
        assert session.get(FollowLink, 1).email == ""


def test_address_is_deleted_with_its_link(db, host, scene):
    give_address(host, 1, "ada@example.test")
    links = f"/rooms/{scene.room.code}/follow/links"
    host.get(links)

    host.post(links, revoke="1")

    with db.read() as session:
        assert session.get(FollowLink, 1).email == ""


def test_others_can_neither_read_nor_send(app, db, scene, host, post):
    other = signed_in(app, db.write(lambda session: make_user(session, "Other")))
    other.home = host.home
    other.get("/desk")

    assert other.get(host.home).status_code == 404
    assert other.post(f"{host.home}/send").status_code == 404
    assert give_address(other, 1, "x@example.test").status_code == 404
    assert post.letters == []


def letters_to(*names):
    return [
        Mail(number, f"{name}@example.test", "Шаги", "قدم‌ها\n", "<p>قدم‌ها</p>", "prs")
        for number, name in enumerate(names)
    ]


def test_bad_address_does_not_block_the_others(post):
    server = MailServer("127.0.0.1", post.port, "", "", "w@example.test", "none")

    errors = dict(mail.send(server, letters_to("ada", "nobody", "bek")))

    assert errors == {0: "", 1: "recipient", 2: ""}
    texts = [letter.get_body(("plain",)).get_content().strip() for _, letter in post.letters]
    assert texts == ["قدم‌ها"] * 2


@pytest.mark.parametrize(
    ("answer", "reason"),
    [("451 come back later", "postponed"), ("554 no such letters here", "refused")],
)
def test_refused_letter_says_whether_to_try_again(post, monkeypatch, answer, reason):
    async def refuse(*_arguments):
        return answer

    monkeypatch.setattr(post, "handle_DATA", refuse)
    server = MailServer("127.0.0.1", post.port, "", "", "w@example.test", "none")

    assert dict(mail.send(server, letters_to("ada", "bek"))) == {0: reason, 1: reason}


def test_unreachable_server_is_reported():
    server = MailServer("127.0.0.1", 1, "", "", "w@example.test", "none")

    assert dict(mail.send(server, letters_to("ada", "bek"))) == dict.fromkeys((0, 1), "unreachable")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    if shutil.which("openssl") is None:
        pytest.skip("makes its certificate with openssl")
    folder = tmp_path_factory.mktemp("certificate")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-keyout", "key.pem", "-out", "cert.pem", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder


def test_mail_is_sent_with_tls_and_a_password(certificate):
    inside = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    inside.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    trusting = ssl.create_default_context(cafile=certificate / "cert.pem")

    def check(_server, _session, _envelope, _mechanism, data):
        is_right = (data.login, data.password) == (b"web", b"right")
        return AuthResult(success=is_right, handled=is_right)

    handler = Post()
    controller = FreePort(
        handler,
        hostname="127.0.0.1",
        port=0,
        tls_context=inside,
        authenticator=check,
        auth_required=True,
    )
    controller.start()
    try:
        port = controller.port
        right = MailServer("127.0.0.1", port, "web", "right", "w@example.test", "starttls")
        assert dict(mail.send(right, letters_to("ada"), trusting)) == {0: ""}
        wrong = replace(right, password="wrong")
        assert dict(mail.send(wrong, letters_to("ada"), trusting)) == {0: "sign_in"}
        # An untrusted certificate: the password is not sent to such a server.
        assert dict(mail.send(right, letters_to("ada"))) == {0: "unreachable"}
    finally:
        controller.stop()
    assert len(handler.letters) == 1


def test_settings_that_would_leak_the_password_are_refused(tmp_path):
    def read(**env):
        return Settings.from_env({"INSTANCE": str(tmp_path), "SMTP_HOST": "mail.example", **env})

    assert read(SMTP_SENDER="w@example.org").mail == MailServer(
        "mail.example", 587, "", "", "w@example.org", "starttls"
    )
    for env in (
        {},
        {"SMTP_SENDER": "w@example.org\nBcc: x@example.org"},
        {"SMTP_SENDER": "w@example.org", "SMTP_USER": "w", "SMTP_SECURITY": "none"},
        {"SMTP_SENDER": "w@example.org", "SMTP_SECURITY": "ssl"},
    ):
        with pytest.raises(UnsafeSettings):
            read(**env)
    assert Settings.from_env({"INSTANCE": str(tmp_path)}).mail is None
