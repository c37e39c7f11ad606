"""The command line adds, lists and changes accounts."""

import pytest
from sqlalchemy import text

from webinar.people.accounts.models import User, UserRole
from webinar.people.accounts.queries import find_invitation
from webinar.people.audit.models import AuditEntry


def test_account_is_added_disabled_enabled_and_changed(operator, stored):
    added = operator.run("users", "add", "Ada@Example.test", "--name", "Ada", "--role", "presenter")
    assert added.exit_code == 0
    with stored.read() as db:
        assert find_invitation(db, operator.link_in(added)).name == "Ada"

    for arguments in (("disable",), ("enable",), ("role", "viewer"), ("link",)):
        result = operator.run("users", arguments[0], "ada@example.test", *arguments[1:])
        assert result.exit_code == 0, result.output
    listed = operator.run("users", "list").output

    assert "viewer" in listed and "ada@example.test" in listed and "no password" in listed
    with stored.read() as db:
        user = db.query(User).one()
        assert (user.role, user.is_disabled) == (UserRole.VIEWER, False)
        kinds = [entry.kind for entry in db.query(AuditEntry).order_by(AuditEntry.id)]
    assert kinds == [
        *("user.created", "user.link", "user.disabled", "user.enabled", "user.role", "user.link"),
    ]


def test_refused_command_gives_a_reason(operator):
    operator.run("users", "add", "ada@example.test", "--name", "Ada")
    for arguments, message in [
        (("add", "ada@example.test", "--name", "Ada"), "already"),
        (("add", "nothing", "--name", "Ada"), "not an e-mail"),
        (("disable", "bob@example.test"), "no account"),
        (("role", "ada@example.test", "king"), "king"),
    ]:
        refused = operator.run("users", *arguments)
        assert refused.exit_code and message in refused.output, refused.output
    operator.run("users", "disable", "ada@example.test")
    assert "closed" in operator.run("users", "link", "ada@example.test").output


def test_old_sign_in_link_command_still_works(operator):
    missing = operator.run("sign-in-link", "ada@example.test")
    created = operator.run("sign-in-link", "ada@example.test", "--name", "Ada", "--role", "admin")

    assert missing.exit_code == 1 and "--name" in missing.output
    assert operator.link_in(created)


@pytest.mark.parametrize(
    "arguments", [("users", "list"), ("verify-audit",), ("purge",), ("backup", "b.tar")]
)
def test_commands_before_the_first_migration_fail_and_create_nothing(make_operator, arguments):
    new = make_operator("new", migrated=False)

    refused = new.run(*arguments)

    assert refused.exit_code == 1 and "webinar migrate" in refused.output
    assert not new.path.exists()


def test_older_newer_and_unreachable_databases_get_different_errors(operator, stored):
    stored.write(lambda db: db.execute(text("UPDATE alembic_version SET version_num = '0013'")))
    older = operator.run("users", "list")
    stored.write(lambda db: db.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    newer = operator.run("users", "list")
    away = operator.run("users", "list", DATABASE_URL="postgresql+psycopg2://a@127.0.0.1:1/none")

    assert older.exit_code == 1 and "older version (at 0013" in older.output
    assert newer.exit_code == 1 and "newer version" in newer.output
    assert away.exit_code == 1 and "does not answer" in away.output
