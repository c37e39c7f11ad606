"""The consents of those who join, kept in one statement. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Mapping

from webinar.kit.db import upsert
from webinar.live.change import Change
from webinar.personal.models import Consent


def keep_consents(change: Change, agreed: Mapping[int, tuple[int, str]]) -> None:
    """Keep each member's consent; a repeated one to the same version only changes its language."""
    rows = [
        {"member_id": member_id, "version": version, "language": language, "agreed_at": change.at}
        for member_id, (version, language) in agreed.items()
    ]
    if rows:
        upsert(change.db, Consent, rows, update=["language"])
