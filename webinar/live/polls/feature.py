"""The hooks of polls, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature, Replayed

FEATURE = Feature(
    name="polls",
    # A replay reads results again from their tables.
    timeline={
        "poll.opened": Replayed.SHOWN,
        "poll.closed": Replayed.SHOWN,
        "poll.revealed": Replayed.SHOWN,
        "poll.drafted": Replayed.HOSTS,
        "poll.extended": Replayed.NOTHING,
        "poll.shown": Replayed.NOTHING,
        "poll.hidden": Replayed.HOSTS,
    },
)
