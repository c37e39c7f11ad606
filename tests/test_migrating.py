"""Migration brings databases of earlier versions up to date without losing data."""

import random

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from tests.live.polls.sqlite_pages import cell_offsets, lie_in_key_order
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit.db import Database
from webinar.operate import revising as revisions
from webinar.operate.migrating import migrate, newest_revision
from webinar.operate.revising import revising
from webinar.tables import metadata

NOW = "2026-11-24 04:00:00"


@pytest.fixture
def old(tmp_path):
    """A database as the first version left it, with a poll that has a vote."""
    db = Database(f"sqlite:///{tmp_path / 'old.db'}")
    migrate(db, "0001")

    def fill(session):
        for statement in (
            "INSERT INTO users (id, email, name, role, language, password_hash, is_disabled,"
            f" created_at) VALUES (1, 'a@b.example', 'A', 'admin', 'en', '', 0, '{NOW}')",
            "INSERT INTO editions (id, module, hash, content, created_at)"
            f" VALUES (1, 'm', 'h', x'7b7d', '{NOW}')",
            "INSERT INTO rooms (id, code, title, edition_id, owner_id, state, slide,"
            " planned_minutes, time_zone, created_at, version, said_everyone, said_hosts)"
            f" VALUES (1, 'ABCD2345', 'T', 1, 1, 'live', 0, 60, 'UTC', '{NOW}', 0, 0, 0)",
            "INSERT INTO members (id, room_id, number, name, language, role, joined_at)"
            f" VALUES (1, 1, 1, 'Ada', 'kk', 'participant', '{NOW}')",
            "INSERT INTO polls (id, room_id, key, position, kind, is_quiz, on_the_spot, state,"
            " texts) VALUES (1, 1, 'tea', 0, 'single', 0, 0, 'open', '{}')",
            "INSERT INTO poll_options (id, poll_id, key, position, is_correct)"
            " VALUES (1, 1, 'yes', 0, 0)",
            f"INSERT INTO ballots (poll_id, member_id, cast_at) VALUES (1, 1, '{NOW}')",
            "INSERT INTO choices (poll_id, member_id, option_id) VALUES (1, 1, 1)",
        ):
            session.execute(text(statement))

    db.write(fill)
    yield db
    db.close()


def add_poll(session, kind, state="draft"):
    session.execute(
        text(
            "INSERT INTO polls (room_id, key, position, kind, is_quiz, on_the_spot, state, texts)"
            f" VALUES (1, '{kind}{state}', 1, '{kind}', 0, 0, '{state}', '{{}}')"
        )
    )


def test_votes_survive_the_recreation_of_a_table(old):
    migrate(old)

    with old.read() as session:
        choices = session.execute(
            text(
                "SELECT polls.key, poll_options.key FROM choices"
                " JOIN polls ON polls.id = choices.poll_id"
                " JOIN poll_options ON poll_options.id = option_id"
            )
        ).all()
    assert choices == [("tea", "yes")]


def test_tally_is_counted_once_from_existing_ballots(old):
    migrate(old)

    with old.read() as session:
        counts = session.execute(text("SELECT voters, votes FROM polls JOIN poll_options")).all()
    assert counts == [(1, 1)]


def test_migrated_tables_enforce_every_constraint(old):
    migrate(old)

    old.write(lambda s: add_poll(s, "scale"))
    for kind, state in (("nonsense", "draft"), ("scale", "nonsense")):
        with pytest.raises(IntegrityError):
            old.write(lambda s, kind=kind, state=state: add_poll(s, kind, state))
    with pytest.raises(IntegrityError):
        old.write(lambda s: s.execute(text("DELETE FROM polls WHERE key = 'tea'")))
    with pytest.raises(IntegrityError):
        old.write(lambda s: s.execute(text("UPDATE polls SET key = 'tea'")))


def test_dangling_reference_stops_the_migration_without_changes(old):
    driver = old.writer.raw_connection().driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    driver.execute("INSERT INTO poll_options VALUES (9, 99, 'lost', 0, 0)")
    driver.execute("PRAGMA foreign_keys=ON")

    with pytest.raises(RuntimeError, match="refers to nothing"):
        migrate(old)

    assert "step_drafts" not in inspect(old.writer).get_table_names()
    with pytest.raises(IntegrityError):
        old.write(lambda s: add_poll(s, "scale"))


def test_migrated_tables_match_the_models(old):
    migrate(old)

    with old.writer.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


@pytest.mark.parametrize("kind", PollKind)
def test_migrated_database_takes_polls_of_each_kind(old, kind):
    """The comparison of tables does not look at checks."""
    migrate(old)

    count = old.write(lambda s: s.execute(text(f"UPDATE polls SET kind = '{kind}'")).rowcount)

    assert count == 1


def test_migrated_texts_are_not_stored_in_order_of_arrival(old, tmp_path):
    migrate(old, "0028")
    names = random.Random(7).sample(range(40), 40)  # noqa: S311  not a secret
    values = ", ".join(f"(1, '{name:016}', '', '', 'waiting')" for name in names)
    insert = f"INSERT INTO poll_texts (poll_id, id, text, language, state) VALUES {values}"
    old.write(lambda session: session.execute(text(insert)))
    old.empty_log()
    assert not lie_in_key_order(cell_offsets(tmp_path / "old.db", "poll_texts"))

    migrate(old)
    old.empty_log()

    [page] = cell_offsets(tmp_path / "old.db", "poll_texts")
    assert len(page) == 40
    assert lie_in_key_order([page])


def test_answers_to_an_open_anonymous_poll_are_counted_with_later_ones(old):
    migrate(old, "0028")

    def fill(session):
        for statement in (
            "UPDATE polls SET kind = 'numeric', is_anonymous = 1",
            "INSERT INTO poll_number_counts VALUES (1, 1.5, 3)",
            "INSERT INTO polls (id, room_id, key, position, kind, is_quiz, on_the_spot, state,"
            " texts, is_anonymous) VALUES (2, 1, 'say', 1, 'text', 0, 0, 'open', '{}', 1)",
            "INSERT INTO poll_texts (poll_id, id, text, language, state)"
            " VALUES (2, 'a', 'Tea', 'kk', 'waiting')",
        ):
            session.execute(text(statement))

    old.write(fill)

    migrate(old)
    with old.read() as session:
        sealed = session.execute(text("SELECT * FROM sealed_answers ORDER BY poll_id")).all()
        assert session.execute(text("SELECT * FROM poll_number_counts")).all() == []
        assert session.execute(text("SELECT * FROM poll_texts")).all() == []
    assert sealed == [(1, "1.5", "", "", "", 3), (2, "a", "kk", "", "Tea", 1)]

    go_back(old, "0028")
    with old.read() as session:
        assert session.execute(text("SELECT * FROM poll_number_counts")).all() == [(1, 1.5, 3)]
        assert session.execute(text("SELECT id, text FROM poll_texts")).all() == [("a", "Tea")]


def test_question_has_either_an_author_or_a_secret(old):
    migrate(old)
    columns = (
        "room_id, number, text, language, state, votes, reason, answer, answer_language,"
        " asked_at, version, author_id, token_hash"
    )
    values = f"'W?', 'kk', 'open', 0, '', '', '', '{NOW}', 1"

    def ask(number, author, token):
        sql = f"INSERT INTO questions ({columns}) VALUES (1, {number}, {values}, {author}, {token})"
        old.write(lambda s: s.execute(text(sql)))

    ask(1, 1, "NULL")
    ask(2, "NULL", "'hash'")
    for number, author, token in ((3, 1, "'other'"), (4, "NULL", "NULL"), (5, "NULL", "'hash'")):
        with pytest.raises(IntegrityError):
            ask(number, author, token)


def test_account_may_be_a_viewer_or_interpreter(old):
    migrate(old)
    columns = "email, name, role, language, password_hash, is_disabled, created_at"

    def add(role):
        values = f"'{role}@b.example', 'V', '{role}', '', '', 0, '{NOW}'"
        old.write(lambda s: s.execute(text(f"INSERT INTO users ({columns}) VALUES ({values})")))

    for role in ("viewer", "interpreter"):
        add(role)
    with pytest.raises(IntegrityError):
        add("nonsense")
    with old.read() as session:
        assert session.execute(text("SELECT time_zone FROM users")).scalars().all() == [""] * 3


def go_back(db, revision):
    with revising(db) as config:
        command.downgrade(config, revision)


def add_certificate(session, rule, **fields):
    """Add a certificate of this rule for its holder."""
    values = {
        **{"code": f"CODE{rule}", "rule_id": rule, "name": "Ada", "rank": "", "language": "en"},
        **{"title": "T", "minutes": 60, "completed_on": "2026-11-24", "signers": "[]"},
        **{"issued_by": 1, "issued_at": NOW, "credential_id": f"id{rule}", "credential": "x"},
        **{"revoked_because": "", **fields},
    }
    marks = ", ".join(f":{name}" for name in values)
    sql = f"INSERT INTO certificates ({', '.join(values)}) VALUES ({marks})"
    session.execute(text(sql), values)


def add_rule(session, rule, **fields):
    values = {"id": rule, "titles": "{}", "minutes": 60, "signers": "[]", "changed_by": 1}
    values |= {"changed_at": NOW, **fields}
    marks = ", ".join(f":{name}" for name in values)
    sql = f"INSERT INTO certificate_rules ({', '.join(values)}) VALUES ({marks})"
    session.execute(text(sql), values)


def test_downgrade_keeps_certificates_of_sessions(old):
    migrate(old)
    old.write(lambda s: (add_rule(s, 1, room_id=1), add_certificate(s, 1, member_id=1)) and None)

    go_back(old, "0021")

    with old.read() as session:
        assert session.execute(text("SELECT name FROM certificates")).scalars().all() == ["Ada"]
        assert "completion_rules" not in inspect(old.writer).get_table_names()
    for add in (
        lambda s: add_rule(s, 2),
        lambda s: add_rule(s, 2, room_id=1),
        lambda s: add_certificate(s, 1, code="other"),
    ):
        with pytest.raises(IntegrityError):
            old.write(add)


def test_downgraded_database_upgrades_to_the_current_tables(old):
    migrate(old)
    go_back(old, "0021")

    migrate(old)

    with old.writer.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_course_certificate_rule_stops_the_downgrade_and_nothing_is_lost(old):
    migrate(old)
    course = (
        "INSERT INTO courses (id, code, title, edition_id, owner_id, created_at)"
        f" VALUES (1, 'COURSE23', 'C', 1, 1, '{NOW}')"
    )
    old.write(lambda s: (s.execute(text(course)), add_rule(s, 1, course_id=1)) and None)

    with pytest.raises(NotImplementedError, match="certificates of courses"):
        go_back(old, "0021")

    with old.read() as session:
        assert session.scalar(text("SELECT course_id FROM certificate_rules")) == 1
        assert session.scalar(text("SELECT version_num FROM alembic_version")) > "0021"


def test_members_survive_and_no_browser_id_is_reused(old):
    migrate(old, "0028")

    def add(session, browser, token):
        session.execute(
            text(
                "INSERT INTO browsers (id, token_hash, data, created_at, seen_at, expires_at)"
                f" VALUES ({browser}, '{token}', '{{}}', '{NOW}', '{NOW}', '{NOW}')"
            )
        )

    old.write(lambda s: add(s, 7, "seven"))
    old.write(
        lambda s: s.execute(
            text("INSERT INTO seats (browser_id, room_id, member_id) VALUES (7,1,1)")
        )
    )
    migrate(old)

    old.write(lambda s: s.execute(text("DELETE FROM browsers WHERE id = 7")))
    old.write(lambda s: add(s, "NULL", "later"))
    with old.read() as session:
        assert session.execute(text("SELECT name FROM members")).all() == [("Ada",)]
        assert session.execute(text("SELECT id, seal FROM browsers")).all() == [(8, "")]
        assert session.scalar(text("SELECT count(*) FROM seats")) == 0, (
            "seats remain without their browser"
        )


def test_pending_score_stays_due_and_regains_its_state_on_downgrade(old):
    migrate(old, "0039")
    platform = "name, issuer, client_id, login_url, token_url, keys_url, deployments, hosts"
    link = "platform_id, deployment, resource, course_id, context_title, line_item, members"
    learner = "course_id, number, name, language, seed, token_hash, joined_at, seen_at"
    grade = "link_id, learner_id, state, given, is_finished, next_at, tries, error"

    def fill(session):
        for statement in (
            "INSERT INTO courses (id, code, title, edition_id, owner_id, created_at)"
            f" VALUES (1, 'EFGH2345', 'C', 1, 1, '{NOW}')",
            f"INSERT INTO lti_platforms (id, {platform}, created_at)"
            f" VALUES (1, 'P', 'i', 'c', 'l', 't', 'k', '[]', '[]', '{NOW}')",
            f"INSERT INTO lti_links (id, {link}, seen_at)"
            f" VALUES (1, 1, 'd', 'r', 1, '', 'u', '', '{NOW}')",
            *(
                f"INSERT INTO learners (id, {learner})"
                f" VALUES ({n}, 1, {n}, 'Ada', 'kk', 's', 't{n}', '{NOW}', '{NOW}')"
                for n in (1, 2)
            ),
            f"INSERT INTO lti_grades ({grade}) VALUES (1, 1, 'idle', 50, 0, NULL, 0, ''),"
            f" (1, 2, 'sending', 50, 0, '{NOW}', 1, '')",
        ):
            session.execute(text(statement))

    def grades(columns):
        with old.read() as session:
            sql = f"SELECT {columns} FROM lti_grades ORDER BY learner_id"
            return session.execute(text(sql)).all()

    old.write(fill)

    migrate(old)
    assert grades("next_at IS NOT NULL, given, tries") == [(0, 50, 0), (1, 50, 1)]

    go_back(old, "0039")
    assert grades("state, given, tries") == [("idle", 50, 0), ("due", 50, 1)]
    with pytest.raises(IntegrityError):
        old.write(lambda s: s.execute(text("UPDATE lti_grades SET state = 'nonsense'")))


def test_exercise_written_before_the_migration_counts_as_done(old):
    migrate(old, "0037")

    def fill(session):
        for statement in (
            "INSERT INTO courses (id, code, title, edition_id, owner_id, created_at)"
            f" VALUES (1, 'EFGH2345', 'C', 1, 1, '{NOW}')",
            "INSERT INTO learners (id, course_id, number, name, language, seed, token_hash,"
            f" joined_at, seen_at) VALUES (1, 1, 1, 'Ada', 'kk', 's', 't', '{NOW}', '{NOW}')",
            "INSERT INTO slide_progress (learner_id, slide, seconds, first_at, last_at)"
            f" VALUES (1, 'read', 1, '{NOW}', '{NOW}'), (1, 'written', 3, '{NOW}', '{NOW}')",
            "INSERT INTO study_answers (learner_id, key, item, answer, language, answered_at,"
            " source, arrived_at) VALUES"
            f" (1, 'key-0001', 'written', '{{}}', 'kk', '{NOW}', 'online', '{NOW}'),"
            f" (1, 'key-0002', 'written', '{{}}', 'kk', '2026-11-25 04:00:00', 'online', '{NOW}')",
        ):
            session.execute(text(statement))

    old.write(fill)
    migrate(old)

    with old.read() as session:
        rows = session.execute(text("SELECT slide, done_at FROM slide_progress")).all()
    assert {slide: at and at[:19] for slide, at in rows} == {"read": None, "written": NOW}


def test_newest_revision_is_alembics_head(old):
    with revising(old) as config:
        assert ScriptDirectory.from_config(config).get_heads() == [newest_revision()]


def test_database_that_has_the_newest_revision_is_left_as_it_is(old, monkeypatch):
    migrate(old)
    monkeypatch.setattr(revisions, "upgrade", lambda *_: pytest.fail("a revision was read"))

    migrate(old)


def test_database_of_a_newer_version_is_refused(old):
    migrate(old)
    old.write(lambda session: session.execute(text("UPDATE alembic_version SET version_num = 'x'")))

    with pytest.raises(CommandError):
        migrate(old)
