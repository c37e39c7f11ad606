"""A learner's progress as the player stores it: `Saved` in static/js/learn/player/types.ts."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy.orm import Session

from webinar.learn.courses.models import Course, Learner
from webinar.learn.repetition.queries import intervals_of_learner
from webinar.learn.study.device_clock import millis
from webinar.learn.study.queries import progress_of


def saved_progress(db: Session, course: Course, learner: Learner) -> dict[str, Any]:
    """Return the progress as values that JSON can hold."""
    progress = progress_of(db, course, learner)
    return {
        "language": learner.language,
        "slide": progress.last_slide,
        "seconds": {slide: row.seconds for slide, row in progress.by_slide.items()},
        "done": sorted(progress.done),
        "answers": {
            item: [
                {"answer": msgspec.to_builtins(attempt.answer), "is_right": attempt.is_right}
                for attempt in tries
            ]
            for item, tries in progress.tries.items()
        },
        "returning": {
            item: {"box": interval.number, "since": millis(interval.began)}
            for item, interval in intervals_of_learner(db, learner).items()
        },
    }
