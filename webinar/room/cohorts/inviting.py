"""Actions that invite cohorts to sessions, and make personal links. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta

from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.tokens import derived_token, new_token, shown_token, token_hash
from webinar.people.accounts.models import User
from webinar.people.audit.actions import note
from webinar.room.cohorts import queries
from webinar.room.cohorts.actions import cohort_name, create_cohort, locked
from webinar.room.cohorts.dates import Dates, is_outdated, is_sent
from webinar.room.cohorts.models import Cohort, Invited, Person, PersonLink
from webinar.room.engine.change import Change

# If sending a letter takes longer than this, its result is no longer expected.
UNDER_WAY = timedelta(minutes=2)
SENDING = "sending"


def invite(change: Change, user: User, cohort_id: int | None, takes_guests: bool) -> None:
    """Invite this cohort of the user to the session, or no cohort.

    Members who are already there stay. Refused: `unknown_cohort`.
    """
    db, room = change.db, change.room
    invitation = queries.invitation_of(db, room)
    chosen_id = None if invitation is None else invitation.cohort_id
    if cohort_id and queries.find_choosable(db, user, cohort_id, chosen_id) is None:
        raise Refused("unknown_cohort")
    if cohort_id is None:
        if invitation is not None:
            db.delete(invitation)
    elif invitation is None:
        db.add(Invited(room_id=room.id, cohort_id=cohort_id, takes_guests=takes_guests))
    else:
        invitation.cohort_id, invitation.takes_guests = cohort_id, takes_guests
    note(
        db,
        "session.invited",
        user.id,
        room_id=room.id,
        cohort_id=cohort_id,
        takes_guests=takes_guests or cohort_id is None,
    )


def invite_new(change: Change, user: User, name: str, takes_guests: bool) -> Cohort:
    """Make an empty cohort for the session, invite it, and return it.

    If a cohort of the user with this name is invited already, it is returned: the form was sent
    twice. Refused: `cohort_name_empty`.
    """
    db, invitation = change.db, queries.invitation_of(change.db, change.room)
    if invitation is not None:
        invited = queries.find_own_cohort(db, user, invitation.cohort_id)
        if invited is not None and invited.name == cohort_name(name):
            return invited
    cohort = create_cohort(db, user, name)
    invite(change, user, cohort.id, takes_guests)
    return cohort


def token_of(link: PersonLink, *secret_keys: str) -> str:
    """Return the token in the link's address; see `tokens.shown_token`."""
    return shown_token("person", link.seed, link.token_hash, *secret_keys)


def make_missing(db: Session, user: User, cohort_id: int, secret_key: str) -> int:
    """Make a link for everybody on the roster who has none; return how many were made."""
    cohort = locked(db, cohort_id)
    links = queries.links_of(db, cohort)
    without = [person for person in queries.people_of(db, cohort) if person.id not in links]
    for person in without:
        db.add(_new_link(person, secret_key))
    if without:
        note(db, "link.made", user.id, cohort_id=cohort.id, links=len(without))
    return len(without)


def renew(db: Session, user: User, cohort_id: int, number: int, secret_key: str) -> None:
    """Replace the person's link by a new one; the old one is revoked. Refused: `unknown_person`."""
    person = _revoke(db, cohort_id, number)
    if person.removed_at is not None:
        raise Refused("unknown_person")
    db.add(_new_link(person, secret_key))
    note(db, "link.made", user.id, cohort_id=cohort_id, person=person.id)


def revoke(db: Session, user: User, cohort_id: int, number: int) -> None:
    """Revoke the person's link: it opens nothing from now on. Refused: `unknown_person`."""
    person = _revoke(db, cohort_id, number)
    note(db, "link.revoked", user.id, cohort_id=cohort_id, person=person.id)


def _revoke(db: Session, cohort_id: int, number: int) -> Person:
    cohort = locked(db, cohort_id)
    person = queries.find_person(db, cohort, number)
    if person is None:
        raise Refused("unknown_person")
    link = queries.links_of(db, cohort).get(person.id)
    if link is not None:
        link.revoked_at = clock.now()
    return person


def _new_link(person: Person, secret_key: str) -> PersonLink:
    seed = new_token()
    return PersonLink(
        person_id=person.id,
        seed=seed,
        token_hash=token_hash(derived_token("person", seed, secret_key)),
        created_at=clock.now(),
    )


def claim(
    db: Session, cohort_id: int, link_ids: Collection[int], resend: bool, dates: Dates
) -> list[int]:
    """Claim the links with these ids that were not sent and are not being sent.

    They are marked before the letters are sent, so that pressing twice sends one letter. A link
    that was sent is claimed again if its letter had other dates than these, or if `resend` is true.
    """
    cohort = locked(db, cohort_id)
    now = clock.now()
    claimed = []
    for link in queries.links_of(db, cohort).values():
        if link.id not in link_ids:
            continue
        is_sending = link.mail_failed == SENDING and (link.mailed_at or now) > now - UNDER_WAY
        if is_sending or (is_sent(link) and not resend and not is_outdated(link, dates)):
            continue
        link.mailed_at, link.mail_failed = now, SENDING
        claimed.append(link.id)
    return claimed


def settle(
    db: Session,
    user_id: int,
    cohort_id: int,
    claimed: Collection[int],
    errors: Mapping[int, str],
    dates: Dates,
    *,
    by_itself: bool = False,
) -> None:
    """Record the result of each claimed letter; `errors` has "" for each letter that was sent.

    `dates` are those in the letters. If a letter was not sent, its link keeps the former dates.
    """
    for link_id in claimed:
        link: PersonLink | None = db.get(PersonLink, link_id)
        if link is not None:
            link.mailed_at, link.mail_failed = clock.now(), errors.get(link_id, "later")
            if is_sent(link):
                link.mailed_dates = dict(dates)
    sent = sum(errors.get(link_id, "later") == "" for link_id in claimed)
    detail = {"sent": sent, "failed": len(claimed) - sent}
    if by_itself:
        detail["by_itself"] = True
    note(db, "link.mailed", user_id, cohort_id=cohort_id, **detail)
