"""What those who join together have agreed to, kept in one statement. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Mapping

from webinar.kit.db import upsert
from webinar.live.change import Change
from webinar.personal.models import Consent


def keep_consents(change: Change, agreed: Mapping[int, tuple[int, str]]) -> None:
    """People who agreed before need not agree again: then only the language is the newer one."""
    rows = [
        {"member_id": member_id, "version": version, "language": language, "agreed_at": change.at}
        for member_id, (version, language) in agreed.items()
    ]
    if rows:
        upsert(change.db, Consent, rows, update=["language"])
