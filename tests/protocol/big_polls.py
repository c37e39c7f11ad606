"""Polls that quickly fill a connection."""

from tests.protocol.people import op
from tests.protocol.raw import Raw


def draft_big_polls(server, session, count):
    """Draft this many polls with announcements of some 30 KB and return their keys."""
    label = "ж" * 180
    texts = {"question": "ж" * 300, "options": [f"{label}{number}" for number in range(20)]}
    poll = {"kind": "single", "quiz": False, "language": "ru", **texts}
    others = {language: texts for language in ("kk", "en", "prs")}
    with Raw(server) as host:
        host.sit(session.host)
        for _ in range(count):
            assert host.call("poll.create", op(**poll, translations=others))["ok"]
    return [f"spot-{number}" for number in range(1, count + 1)]
