"""The slides that a device's report may be about, of the edition that was studied there."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_of
from webinar.content.editions.models import Edition
from webinar.content.lessons.model import Module, Slide
from webinar.learn.courses.models import Course
from webinar.learn.study.studied_slides import studied_slides


def reported_module(db: Session, course: Course, digest: str) -> Module:
    """Return the module in the edition with this hash, else in the course's present edition."""
    edition = course.edition
    if digest and digest != edition.hash:
        older = db.scalar(select(Edition).filter_by(hash=digest, module=edition.module))
        edition = older or edition
    return module_of(edition)


def reported_slides(module: Module, course: Course) -> dict[str, Slide]:
    """Return the studied slides, without those of tests: only a test reveals what is right in it.

    A slide of an older edition that has become part of a test since is left out, too.
    """
    current = module_of(course.edition)
    tested = {slide.id for slide in current.slides} - {
        slide.id for slide in studied_slides(current)
    }
    tested |= {slide.id for slide in current.bank}
    return {slide.id: slide for slide in studied_slides(module) if slide.id not in tested}
