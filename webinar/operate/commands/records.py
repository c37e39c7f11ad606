"""Commands about records and personal data: the audit log, purging, one person's data."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import click
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.opening import open_migrated, reports_refusals, settings
from webinar.kit.postgres_waits import in_bulk
from webinar.operate.personal import access, data_files
from webinar.operate.personal.full_erasure import erase_for_good
from webinar.operate.personal.learners import purge_learners
from webinar.operate.personal.purging import note_run, purge_due
from webinar.operate.personal.subject import Subject, find_guest, find_person
from webinar.people.audit.actions import note
from webinar.people.audit.queries import verify

_WHY = {
    "number": "an entry before it is missing",
    "chain": "it does not follow the entry before it",
    "hash": "it was changed",
}


@click.command("verify-audit")
@click.option(
    "--entries",
    type=int,
    help="Exit with 1 if there are fewer entries; a backup prints the number.",
)
@reports_refusals
def verify_audit(entries: int | None) -> None:
    """Check the chain of the audit log.

    Names the first entry that was changed. Exits with 1 if the chain is broken.
    """
    with open_migrated().read() as db:
        audit = verify(db)
    if audit.broken is not None:
        click.echo(f"Broken at entry {audit.broken}: {_WHY[audit.why]}.", err=True)
        click.echo(f"The {audit.entries} entries before it are intact.", err=True)
        sys.exit(1)
    if entries is not None and audit.entries < entries:
        click.echo(
            f"Only {audit.entries} entries: the last {entries - audit.entries} are missing.",
            err=True,
        )
        sys.exit(1)
    click.echo(f"Intact: {audit.entries} entries, hash of the last {audit.last_hash}")


@click.command()
@reports_refusals
def purge() -> None:
    """Delete personal data whose retention has ended.

    A running server does the same every day.
    """
    database = open_migrated()
    with in_bulk():
        counts = purge_due(database)
        learners = purge_learners(database)
    database.empty_log()
    note_run(database, counts)
    click.echo(
        f"Removed attendance of {counts['attendance']} sessions, answers of {counts['answers']}."
    )
    click.echo(f"Removed names or answers of {learners} learners in courses.")


@click.command("export-person")
@click.argument("number", type=int)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--guest", is_flag=True, help="NUMBER is a guest's: a member who is not on a roster.")
@reports_refusals
def export_person(number: int, file: Path, guest: bool) -> None:
    """Export the data of the person NUMBER to FILE, as JSON.

    NUMBER is in the address of the person's page. Only you can read FILE. It does not contain
    answers to anonymous polls, because these belong to nobody.
    """
    database = open_migrated()
    with database.read() as db:
        subject = _finder(number, guest)(db)
        if subject is None:
            raise click.ClickException("There is no such person.")
        content = data_files.as_json(access.personal_data(db, subject))
        detail = {
            "person": None if subject.person is None else subject.person.id,
            "members": list(subject.member_ids),
        }
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise click.ClickException(f"{file} already exists. Choose another name.") from None
    with os.fdopen(handle, "wb") as out:
        out.write(content)
    database.write(lambda db: note(db, "person.exported", None, **detail, format="json"))  # type: ignore[arg-type]
    click.echo(f"{file}: {len(content):,} bytes")


@click.command("erase-person")
@click.argument("number", type=int)
@click.option("--guest", is_flag=True, help="NUMBER is a guest's: a member who is not on a roster.")
@click.option("--keep-certificates", is_flag=True, help="Do not delete their certificates.")
@click.confirmation_option(prompt="This cannot be undone. Erase this person?")
@reports_refusals
def erase_person(number: int, guest: bool, keep_certificates: bool) -> None:
    """Erase the person NUMBER from everything but backups.

    NUMBER is in the address of the person's page. The command refuses while one of their sessions
    is live.
    """
    server_settings = settings()
    try:
        erased = erase_for_good(
            open_migrated(server_settings),
            server_settings.instance,
            _finder(number, guest),
            None,
            keeps_certificates=keep_certificates,
        )
    except Refused as refusal:
        why = "one of their sessions is live" if refusal.code == "session_live" else refusal.code
        raise click.ClickException(f"Not erased: {why}.") from None
    if erased is None:
        raise click.ClickException("There is no such person.")
    click.echo("Erased. Restart the server to clear its memory, too.")


def _finder(number: int, guest: bool) -> Callable[[Session], Subject | None]:
    find = find_guest if guest else find_person
    return lambda db: find(db, None, number)
