"""What happened, in words: the kinds of entries that there are. Others go by their name."""

from __future__ import annotations

from flask_babel import gettext as _


def kind_words() -> dict[str, str]:
    return {
        **_accounts(),
        **_people(),
        **_sessions(),
        "server.started": _("The server was started"),
        "server.stopped": _("The server was stopped"),
        "clock.jumped": _("The server's clock jumped"),
        "rate.limited": _("Too many requests were refused"),
        "access.refused": _("Access was refused"),
        "backup.made": _("A backup was made"),
        "backup.restored": _("A backup was restored"),
        "audit.read": _("The audit log was downloaded"),
    }


def _accounts() -> dict[str, str]:
    return {
        "sign_in.done": _("Somebody logged in"),
        "sign_in.failed": _("Logging in failed"),
        "sign_out.done": _("Somebody logged out"),
        "password.changed": _("A password was changed"),
        "user.created": _("An account was made"),
        "user.disabled": _("An account was closed"),
        "user.enabled": _("An account was opened again"),
        "user.role": _("An account got another role"),
        "user.link": _("A sign-in link was made"),
        "viewer.named": _("A viewer was named"),
        "viewer.removed": _("A viewer was taken out"),
        "helper.named": _("A helper was named"),
    }


def _people() -> dict[str, str]:
    return {
        "cohort.created": _("A cohort was made"),
        "cohort.renamed": _("A cohort was renamed"),
        "roster.imported": _("A roster was imported"),
        "roster.undone": _("An import was undone"),
        "person.added": _("A person was added"),
        "person.changed": _("A person was changed"),
        "person.renamed": _("A person's name was corrected"),
        "person.taken_off": _("A person was taken off the roster"),
        "person.brought_back": _("A person was brought back"),
        "person.exported": _("The data of a person was handed out"),
        "person.erased": _("A person was erased"),
        "guest.matched": _("A guest was found on the roster"),
        "guest.unmatched": _("A guest was told apart again"),
        "link.made": _("A personal link was made"),
        "link.mailed": _("A personal link was mailed"),
        "link.revoked": _("A personal link was revoked"),
        "retention.changed": _("How long data is kept was changed"),
        "course.created": _("A course was made"),
        "answers.imported": _("A file of answers was imported"),
        "course.changed": _("A course was changed"),
        "course.closed": _("A course was closed"),
        "course.reopened": _("A course was opened again"),
        "course.edition": _("A course took a newer version of its module"),
        "course.session_added": _("A session was added to a course"),
        "course.session_removed": _("A session was taken out of a course"),
        "completion_rule.set": _("The rule for completing a course was changed"),
        "learner.matched": _("A guest of a course was found on the roster"),
        "learner.unmatched": _("A guest of a course was told apart again"),
        "learner.link": _("The link of a learner was renewed"),
        "learner.forgotten": _("A guest of a course was forgotten"),
        "course.tests": _("The rules of a course's tests were changed"),
        "lti.platform_added": _("A learning platform was registered"),
        "lti.platform_registered": _("A learning platform registered itself by a link"),
        "lti.invitation_made": _("A link for a learning platform to register itself was made"),
        "lti.invitation_withdrawn": _("A link for a learning platform was withdrawn"),
        "lti.platform_changed": _("A learning platform was changed"),
        "lti.platform_enabled": _("A learning platform was enabled"),
        "lti.platform_disabled": _("A learning platform was disabled"),
        "lti.platform_removed": _("A learning platform was removed"),
        "lti.course_allowed": _("A learning platform was allowed to use a course"),
        "lti.names_taken": _("Names of learners were taken over from a learning platform"),
        "lti.course_withdrawn": _("A course was withdrawn from a learning platform"),
        "session.purged": _("The data of a session was removed"),
        "course.purged": _("The data of learners in a course was removed"),
        "purge.done": _("The day's purge was done"),
        "consent.written": _("The consent text was changed"),
    }


def _sessions() -> dict[str, str]:
    return {
        "session.started": _("A session was started"),
        "session.ended": _("A session was ended"),
        "session.invited": _("A cohort was invited to a session"),
        "session.changed": _("A session was changed"),
        "session.cancelled": _("A session was cancelled"),
        "session.copied": _("A session was copied"),
        "member.removed": _("Somebody was taken out of a session"),
        "attendance.corrected": _("Attendance was corrected"),
        "attendance.taken_back": _("A correction was taken back"),
        "attendance.rule_set": _("The attendance rule was changed"),
        "report.frozen": _("An attendance report was frozen"),
        "module.imported": _("A file was made into a module"),
        "statements.taken": _("Statements (xAPI) were downloaded"),
        "export.made": _("An export was made"),
        "package.made": _("A package for another platform was made"),
        "export_profile.made": _("An export profile was made"),
        "export_profile.removed": _("An export profile was removed"),
        "certificate.issued": _("A certificate was issued"),
        "certificate.revoked": _("A certificate was revoked"),
        "certificate_rule.set": _("The rule for certificates was changed"),
        "calendar.shared": _("A calendar was shared"),
        "calendar.revoked": _("A shared calendar was revoked"),
        "series.created": _("A series was made"),
        "series.changed": _("A series was changed"),
        "series.deleted": _("A series was deleted"),
        "series.added": _("A session was added to a series"),
        "series.removed": _("A session was taken out of a series"),
    }
