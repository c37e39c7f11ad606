"""The users who open the attendance pages in tests, and the audit entries."""

import re

from tests.people.accounts.browsing import signed_in
from webinar.people.audit.models import AuditEntry

RULE = {"percent": "50", "polls": "0", "late_minutes": "20", "early_minutes": "30"}


def at_home(app, user, scene):
    visitor = signed_in(app, user)
    visitor.home = f"/desk/{scene.room.code}/attendance"
    return visitor


def audited(db):
    with db.read() as session:
        return [entry.kind for entry in of_attendance(session)]


def of_attendance(session):
    """Only this feature's audit entries; sign-ins are recorded as well."""
    entries = session.query(AuditEntry).filter(AuditEntry.kind.not_like("sign_in%"))
    return entries.order_by(AuditEntry.id).all()


def plain(response):
    return " ".join(re.sub(r"<[^>]+>", "", response.text).split())
