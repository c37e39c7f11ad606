"""The hooks of the lobby, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature, Replayed
from webinar.room.lobby.models import ExpectedName

FEATURE = Feature(
    name="lobby",
    copies_expected=(ExpectedName,),
    timeline={
        "lobby.guarded": Replayed.HOSTS,
        "lobby.opened": Replayed.HOSTS,
        "lobby.closed": Replayed.HOSTS,
        "lobby.cleared": Replayed.HOSTS,
        "lobby.names": Replayed.HOSTS,
        "lobby.refused": Replayed.PERSON,
        "lobby.entered": Replayed.PERSON,
        "lobby.admitted": Replayed.PERSON,
    },
)
