"""What other features add to a learner's page of a course: each brings its template and words."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from webinar.catchup import study as catchup
from webinar.completion import page as completion
from webinar.courses.models import Course, Learner
from webinar.exams import page as exams
from webinar.offline import page as offline

# In the order of the page: `templates/<name>/study.html`, and what it needs. A script draws them
# again once more was told; what the device keeps it draws by itself.
_SECTIONS = {
    "catchup": catchup.home_context,
    "exams": exams.home_context,
    "completion": completion.home_context,
}
TEMPLATES = tuple(f"{name}/study.html" for name in _SECTIONS)


def contexts(db: Session, course: Course, learner: Learner) -> dict[str, Any]:
    """All that the sections of this learner's page need."""
    found: dict[str, Any] = {}
    for home_context in (*_SECTIONS.values(), offline.home_context):
        found |= home_context(db, course, learner)
    return found
