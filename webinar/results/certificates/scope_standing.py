"""Everybody's standing towards a certificate of a session, a series or a course, and its terms.

Reads only.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from webinar.results.certificates.course_standing import course_standings
from webinar.results.certificates.earning import Terms
from webinar.results.certificates.models import CertificateRule
from webinar.results.certificates.queries import Scope
from webinar.results.certificates.standing import Standing, standings, terms_of
from webinar.results.certificates.words import AnyTerms
from webinar.results.completion.queries import terms_of as completion_terms


def all_standings(
    db: Session,
    scope: Scope,
    rule: CertificateRule,
    now: datetime,
    *,
    only_complete: bool = False,
) -> list[Standing]:
    """Return everybody's standing towards a certificate of this session, series or course.

    With `only_complete`, learners whose completion of the course is not recorded are left out.
    """
    if scope.course is not None:
        return course_standings(db, scope.course, scope.zone, only_complete=only_complete)
    return standings(db, scope, terms_of(rule), now)


def terms_in_scope(db: Session, scope: Scope, rule: CertificateRule | None) -> AnyTerms:
    """Return the terms for earning a certificate; for a course, the terms for completing it."""
    if scope.course is not None:
        return completion_terms(db, scope.course)
    return terms_of(rule) if rule else Terms()
