"""The hooks of repetition, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from webinar.content.lessons.model import Slide
from webinar.hooks import Feature
from webinar.kit.errors import Refused
from webinar.kit.zones import is_zone
from webinar.learn.courses.models import Course, Learner
from webinar.learn.repetition.models import RepeatAnswer
from webinar.learn.study.wire import Repeated


def _keep_repeated(
    db: Session, course: Course, learner: Learner, slide: Slide, deed: Repeated, at: datetime
) -> None:
    from webinar.learn.repetition.actions import keep_repeat

    zone = deed.zone if is_zone(deed.zone) else "UTC"
    try:
        keep_repeat(db, course, learner, slide, deed.key, deed.answer, zone, at)
    except Refused as refusal:
        # The learner has repeated the question on another device as well: nothing of value is lost.
        if refusal.code != "not_due":
            raise


FEATURE = Feature(
    name="repetition", keep_repeated=_keep_repeated, gone_with_learner=(RepeatAnswer,)
)
