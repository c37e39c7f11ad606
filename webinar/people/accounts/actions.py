"""Everything that changes users and their sign-in links. No Flask, no commit.

Passwords come here as hashes: hashing takes time and must not happen inside a transaction.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.text import is_own_path, one_line
from webinar.kit.tokens import new_token, token_hash
from webinar.people.accounts.browsers import end_browsers_of
from webinar.people.accounts.models import SignInLink, User, UserRole

# Like HTML's input type="email", without its finer points: no pattern can tell whether mail
# arrives at an address.
EMAIL = re.compile(r"[^@\s\x00-\x1f<>\"(),:;\\\[\]]{1,64}@[^@\s\x00-\x1f<>\"(),:;\\\[\]]{1,185}")
_LONGEST_NAME = 80
# The path that an invitation leads to.
DESK = "/desk"


def normal_email(email: str) -> str:
    """Return the spelling under which an address is stored and looked up."""
    return unicodedata.normalize("NFC", email.strip()).casefold()


def create_user(db: Session, email: str, name: str, role: UserRole, language: str = "") -> User:
    """Make a user without a password, who first gets in by a sign-in link.

    Without `language`, the user gets the language of the page at which they first sign in.

    Refused: `email_invalid`, `name_empty`, `email_taken`.
    """
    address = normal_email(email)
    if not EMAIL.fullmatch(address):
        raise Refused("email_invalid")
    shown_name = one_line(name, _LONGEST_NAME, "name_empty")
    user = User(
        email=address, name=shown_name, role=role, language=language, created_at=clock.now()
    )
    try:
        with db.begin_nested():
            db.add(user)
    except IntegrityError as error:
        raise Refused("email_taken") from error
    return user


def make_sign_in_link(
    db: Session,
    user: User,
    goes_to: str = DESK,
    hours: float = 24,
    *,
    remote_of: str = "",
    resets_password: bool = False,
) -> str:
    """Return the secret of a new link that signs the user in once and leads to the path `goes_to`.

    Nobody can read the secret again: the database keeps only its hash. The new link replaces the
    user's unused links to the same place, so that a link sent to a wrong address can be called
    back. For `remote_of` and `resets_password` see `SignInLink`.
    """
    if not is_own_path(goes_to):
        raise ValueError("a sign-in link leads to a path on this site")
    _revoke_links(db, user.id, goes_to)
    token, now = new_token(), clock.now()
    db.add(
        SignInLink(
            token_hash=token_hash(token),
            user_id=user.id,
            goes_to=goes_to,
            remote_of=remote_of,
            resets_password=resets_password,
            created_at=now,
            expires_at=now + timedelta(hours=hours),
        )
    )
    db.flush()
    return token


def use_sign_in_link(db: Session, token: str) -> User:
    """Use up the link; return the user whom it signs in.

    Refused: `link_gone`, which does not say whether the link was used, is too old or never existed.
    """
    now = clock.now()
    # One statement, so that the database lets only one of two simultaneous uses through.
    use = (
        update(SignInLink)
        .where(
            SignInLink.token_hash == token_hash(token),
            SignInLink.used_at.is_(None),
            SignInLink.expires_at > now,
        )
        .values(used_at=now)
        .returning(SignInLink.user_id)
    )
    user_id = db.scalar(use, execution_options={"synchronize_session": False})
    user: User | None = db.get(User, user_id) if user_id is not None else None
    if user is None or user.is_disabled:
        raise Refused("link_gone")
    return user


def keep_language(db: Session, user_id: int, language: str) -> None:
    """Store the language in which the user reads consoles from now on."""
    db.execute(update(User).where(User.id == user_id).values(language=language))


def keep_settings(db: Session, user_id: int, language: str, time_zone: str) -> None:
    """Store the user's settings; an empty time zone stands for that of each session."""
    settings = {"language": language, "time_zone": time_zone}
    db.execute(update(User).where(User.id == user_id).values(settings))


def set_password(
    db: Session, user_id: int, password_hash: str, keep: int | None = None
) -> list[int]:
    """Set the password, sign the user out of every browser but `keep`, revoke unused links.

    Returns the ids of the browsers that ended, whose sockets the caller closes after the commit.
    """
    _find(db, user_id).password_hash = password_hash
    _revoke_links(db, user_id)
    return end_browsers_of(db, user_id, keep=keep)


def disable_user(db: Session, user_id: int, by: int | None = None) -> list[int]:
    """Shut the user out at once; return the ids of browsers that ended, as `set_password` does.

    Refused: `not_yourself`, so that the last administrator cannot lock the door from outside.
    """
    if user_id == by:
        raise Refused("not_yourself")
    _find(db, user_id).is_disabled = True
    _revoke_links(db, user_id)
    return end_browsers_of(db, user_id)


def enable_user(db: Session, user_id: int) -> None:
    """Let the user in again."""
    _find(db, user_id).is_disabled = False


def _find(db: Session, user_id: int) -> User:
    user: User | None = db.get(User, user_id)
    if user is None:
        raise Refused("unknown_user")
    return user


def _revoke_links(db: Session, user_id: int, goes_to: str | None = None) -> None:
    unused = delete(SignInLink).where(SignInLink.user_id == user_id, SignInLink.used_at.is_(None))
    if goes_to is not None:
        unused = unused.where(SignInLink.goes_to == goes_to)
    db.execute(unused)
