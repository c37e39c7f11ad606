"""Sending letters of which each is claimed before it is sent, so that nobody gets one twice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from config import MailServer
from webinar.kit import mail
from webinar.kit.mail import Mail

K = TypeVar("K")
# What `claim` returns: the keys, perhaps with something else that `settle` needs.
C = TypeVar("C", bound=Collection[Any])


def send_claimed(
    server: MailServer,
    unsent: Mapping[K, Callable[[], Mail]],
    claim: Callable[[Collection[K]], C],
    settle: Callable[[C, Mapping[K, str]], object],
) -> Mapping[K, str]:
    """Send what `claim` returns of these letters; return why each was not sent, or "", by its key.

    Only letters that are claimed are made; their `id` may be anything. `settle` gets the claimed
    keys and the same errors, without those of letters that were not tried; it is called even if
    sending fails, so that no letter stays claimed.
    """
    if not unsent:
        return {}
    claimed = claim(unsent.keys())
    keys = [key for key in unsent if key in claimed]
    errors: dict[K, str] = {}
    try:
        mails = [unsent[key]()._replace(id=place) for place, key in enumerate(keys)]
        for place, error in mail.send(server, mails) if mails else ():
            errors[keys[place]] = error
    finally:
        settle(claimed, errors)
    return errors
