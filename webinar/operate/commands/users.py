"""`webinar users …`: manages accounts, also when no administrator can sign in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.opening import open_migrated, reports_refusals, settings
from webinar.people.accounts.actions import (
    create_user,
    disable_user,
    enable_user,
    make_sign_in_link,
    normal_email,
)
from webinar.people.accounts.models import User, UserRole
from webinar.people.accounts.queries import all_users, user_by_email
from webinar.people.audit.actions import note

T = TypeVar("T")
_ROLE = click.Choice([role.value for role in UserRole])
_WHY = {
    "email_invalid": "This is not an e-mail address.",
    "email_taken": "An account with this address already exists.",
    "name_empty": "Give the name with --name.",
    "try_again": "The database is busy. Try again.",
}


@click.group()
def users() -> None:
    """List, create, close and reopen accounts."""


@users.command("list")
@reports_refusals
def list_users() -> None:
    """List all accounts: number, role, state, e-mail address and name."""
    with open_migrated().read() as db:
        accounts = all_users(db)
    for user in accounts:
        state = "closed" if user.is_disabled else "open" if user.password_hash else "no password"
        click.echo(f"{user.id:>6}  {user.role.value:<11}  {state:<11}  {user.email}  {user.name}")
    if not accounts:
        click.echo("No accounts yet: webinar users add EMAIL --name NAME --role admin")


@users.command()
@click.argument("email")
@click.option("--name", required=True, help="Name of the person.")
@click.option(
    "--role", type=_ROLE, default="organiser", show_default=True, help="Role of the account."
)
def add(email: str, name: str, role: str) -> None:
    """Create an account for EMAIL and print a sign-in link.

    The link works once, for a day.
    """

    def work(db: Session) -> str:
        user = create_user(db, email, name, UserRole(role))
        note(db, "user.created", None, user=user.id, role=role)
        return _link(db, user)

    _say_link(_write(work))


@users.command()
@click.argument("email")
def link(email: str) -> None:
    """Print a sign-in link for EMAIL.

    The link works once, for a day.
    """
    _say_link(_write(lambda db: _link(db, _find_user(db, email))))


@users.command()
@click.argument("email")
def disable(email: str) -> None:
    """Close the account of EMAIL and sign it out.

    Running servers close its open pages within seconds.
    """

    def work(db: Session) -> None:
        user = _find_user(db, email)
        disable_user(db, user.id)
        note(db, "user.disabled", None, user=user.id)

    _write(work)
    click.echo(f"The account {normal_email(email)} is closed.")


@users.command()
@click.argument("email")
def enable(email: str) -> None:
    """Reopen the closed account of EMAIL."""

    def work(db: Session) -> None:
        user = _find_user(db, email)
        enable_user(db, user.id)
        note(db, "user.enabled", None, user=user.id)

    _write(work)
    click.echo(f"The account {normal_email(email)} is open again.")


@users.command()
@click.argument("email")
@click.argument("new", type=_ROLE, metavar="ROLE")
def role(email: str, new: str) -> None:
    """Change the role of the account of EMAIL.

    ROLE is admin, organiser, presenter, interpreter or viewer.
    """

    def work(db: Session) -> None:
        user = _find_user(db, email)
        previous, user.role = user.role, UserRole(new)
        note(db, "user.role", None, user=user.id, was=previous.value, role=new)

    _write(work)
    click.echo(f"The account {normal_email(email)} now has the role {new}.")


@click.command("sign-in-link")
@click.argument("email")
@click.option("--name", help="Create the account, with this name, if there is none.")
@click.option(
    "--role", type=_ROLE, default="organiser", show_default=True, help="Role of a new account."
)
def sign_in_link(email: str, name: str | None, role: str) -> None:
    """Print a sign-in link for EMAIL.

    The link works once, for a day.
    """

    def work(db: Session) -> str:
        user = user_by_email(db, email)
        if user is None and name:
            user = create_user(db, email, name, UserRole(role))
            note(db, "user.created", None, user=user.id, role=role)
        if user is None:
            raise click.ClickException(f"There is no account {email}. Create it with --name.")
        return _link(db, user)

    _say_link(_write(work))


def _write(work: Callable[[Session], T]) -> T:
    try:
        return open_migrated().write(work)
    except Refused as refusal:
        raise click.ClickException(_WHY.get(refusal.code, refusal.code)) from None


def _find_user(db: Session, email: str) -> User:
    """Return the account with this address, even if it is closed."""
    user = db.scalar(select(User).filter_by(email=normal_email(email)))
    if user is None:
        raise click.ClickException(f"There is no account {normal_email(email)}.")
    return user


def _link(db: Session, user: User) -> str:
    if user.is_disabled:
        raise click.ClickException("The account is closed. Reopen it first: webinar users enable")
    note(db, "user.link", None, user=user.id)
    return make_sign_in_link(db, user, resets_password=True)


def _say_link(token: str) -> None:
    click.echo(f"{settings().public_url}/welcome/{token}")
