"""The hooks of captions, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Export, Feature, Replayed
from webinar.live.captions import record
from webinar.live.captions.actions import leave
from webinar.page_places import PlainPart

FEATURE = Feature(
    name="captions",
    after_interpreting=leave,
    plain=PlainPart(rank=10),
    exports=(Export(kind="captions", read=record.captions, columns=record.COLUMNS),),
    timeline={
        "lane.taken": Replayed.HOSTS,
    },
)
