"""The hooks of the chat, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webinar.hooks import Export, Feature, Replayed
from webinar.kit.permissions import Can
from webinar.live.chat import record
from webinar.live.chat.models import ChatRules
from webinar.page_places import Panel, PlainPart, RoomPlace

FEATURE = Feature(
    name="chat",
    panel=Panel(rank=20, title=_l("Chat"), needs=Can.MODERATE),
    place=RoomPlace(rank=40, icon="chat", title=_l("Chat"), is_steady=False),
    plain=PlainPart(rank=60),
    copies=(ChatRules,),
    exports=(Export(kind="chat", read=record.messages, columns=record.COLUMNS),),
    timeline={
        "chat.switched": Replayed.NOTHING,
        "chat.removed": Replayed.PERSON,
        "chat.muted": Replayed.PERSON,
        "chat.unmuted": Replayed.PERSON,
    },
)
