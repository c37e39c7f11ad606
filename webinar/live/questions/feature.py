"""The hooks of questions, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webinar.hooks import Export, Feature, Replayed
from webinar.kit.permissions import Can
from webinar.live.questions import record
from webinar.live.questions.models import QuestionRules
from webinar.page_places import Panel, PlainPart, RoomPlace

FEATURE = Feature(
    name="questions",
    panel=Panel(rank=10, title=_l("Questions"), needs=Can.MODERATE),
    place=RoomPlace(rank=30, icon="question", title=_l("Questions")),
    plain=PlainPart(rank=50),
    copies=(QuestionRules,),
    exports=(Export(kind="questions", read=record.questions, columns=record.COLUMNS),),
    timeline={
        "question.asked": Replayed.SHOWN,
        "question.open": Replayed.SHOWN,
        "question.answered": Replayed.SHOWN,
        "question.rules": Replayed.HOSTS,
        "question.translated": Replayed.NOTHING,
        "question.waiting": Replayed.HOSTS,
        "question.parked": Replayed.NOTHING,
        "question.declined": Replayed.HOSTS,
        "question.merged": Replayed.HOSTS,
    },
)
