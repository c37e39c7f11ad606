"""The registry: every column of every table, its content, its retention and the effect of erasing.

A test fails if a column is not classed here, or an entry has no column. A new table needs one more
entry; `python -m tools.personal_docs` makes docs/personal-data.md from the entries.
"""

from __future__ import annotations

from webinar.operate.personal.registry_lti import LTI
from webinar.operate.personal.registry_polls import POLLS
from webinar.operate.personal.registry_sessions import SESSIONS
from webinar.operate.personal.registry_steps import STEPS
from webinar.operate.personal.registry_study import COMPLETION, EXAMS, OFFLINE, STATEMENTS, STUDY
from webinar.operate.personal.registry_terms import Column, Keep, TableEntry, table_entry
from webinar.operate.personal.registry_texts import TEXTS

_ROSTER = {
    "cohorts": table_entry(
        "Rosters of people whom organisers invite",
        Keep.ROSTER,
        none="name",
        technical="id owner_id created_at deleted_at",
    ),
    "people": table_entry(
        "People on a roster",
        Keep.ROSTER,
        of="id",
        identity="name:name rank:blank position:blank unit:blank language external_id:blank",
        contact="email:blank phone:blank",
        technical="id cohort_id +number +added_at +removed_at",
        why="the number stays, so that the sessions' figures stay",
    ),
    "roster_imports": table_entry(
        "What an import changed, so that it can be undone",
        Keep.ROSTER,
        identity="before:scrub",
        technical="id cohort_id by_user_id imported_at undone_at file_name added changed removed",
    ),
    "roster_drafts": table_entry(
        "Files of rosters that organisers check before they import them",
        Keep.BRIEFLY,
        identity="content:scrub",
        technical="id cohort_id by_user_id made_at file_name choices",
    ),
    "name_changes": table_entry(
        "Earlier spellings of names",
        Keep.ROSTER,
        of="person_id",
        deletes_rows=True,
        exported=False,
        identity="was name",
        technical="id person_id by_user_id +changed_at",
    ),
    "person_links": table_entry(
        "Personal links to sessions",
        Keep.ROSTER,
        of="person_id",
        deletes_rows=True,
        technical="id person_id seed token_hash +created_at +revoked_at +opened_at +mailed_at"
        " +mail_failed mailed_dates",
    ),
    "automatic_letters": table_entry(
        "Cohorts to which the server sends letters by itself",
        Keep.ROSTER,
        none="dates",
        technical="cohort_id by_user_id since dates_at tries next_at error",
    ),
    "session_reminders": table_entry(
        "Reminders of sessions that were sent",
        Keep.ROSTER,
        of="person_id",
        deletes_rows=True,
        technical="+room_id person_id +starts_at +said_at +error",
    ),
    "invited": table_entry(
        "The roster that a session is for", Keep.SESSION, none="room_id cohort_id takes_guests"
    ),
    "matches": table_entry(
        "Which person of the roster a member is",
        Keep.ATTENDANCE,
        of="person_id member_id",
        exported=False,
        identity="reason:gone",
        technical="+member_id +room_id +person_id by_user_id +matched_at",
        why="the rows that it connects no longer have names",
    ),
    "expected_names": table_entry(
        "Names that a session expects",
        Keep.ATTENDANCE,
        identity="key:scrub name:scrub",
        technical="room_id",
    ),
    "call_entries": table_entry(
        "How to join the call beside a session",
        Keep.ATTENDANCE,
        content="link phone pin note",
        technical="room_id language shown_waiting",
    ),
    "viewers": table_entry(
        "Users who may read a cohort's results",
        Keep.ACCOUNT,
        technical="cohort_id user_id named_by named_at",
    ),
}

_CERTIFICATES = {
    "certificate_rules": table_entry(
        "What earns a certificate",
        Keep.SESSION,
        none="percent polls mark titles minutes design",
        identity="signers",
        technical="id room_id series_id course_id changed_by changed_at",
    ),
    "certificates": table_entry(
        "Certificates as they were issued",
        Keep.ROSTER,
        of="person_id member_id learner_id",
        deletes_rows=True,
        none="design institution",
        identity="name rank language signers credential",
        attendance="title minutes completed_on revoked_because",
        technical="id +code +number credential_id rule_id person_id member_id learner_id emblem"
        " issued_by +issued_at replaces_id +revoked_at revoked_by +mailed_at +mail_failed",
    ),
    "emblems": table_entry(
        "Emblems of the institution on issued certificates",
        Keep.EVER,
        none="content",
        technical="digest suffix",
    ),
    "automatic_certificates": table_entry(
        "Rules by which the server issues certificates by itself",
        Keep.SESSION,
        technical="rule_id by_user_id since mails_since tries next_at error",
    ),
    "certificate_numbers": table_entry(
        "The last number of a certificate in each year",
        Keep.EVER,
        technical="year last",
    ),
}

_ACCOUNTS = {
    "users": table_entry(
        "Accounts",
        Keep.ACCOUNT,
        identity="name role language",
        contact="email",
        technical="id password_hash is_disabled time_zone invited_by created_at",
    ),
    "calendar_links": table_entry(
        "Addresses at which calendars fetch a user's sessions",
        Keep.ACCOUNT,
        technical="user_id seed token_hash created_at",
    ),
    "export_profiles": table_entry(
        "The columns that an organiser's exports contain",
        Keep.ACCOUNT,
        none="name fields",
        technical="id owner_id created_at",
    ),
    "browsers": table_entry(
        "Browsers that the server recognises",
        Keep.BRIEFLY,
        technical="id token_hash user_id seal remote_of data created_at seen_at expires_at",
    ),
    "sign_in_links": table_entry(
        "Links that sign a user in once",
        Keep.BRIEFLY,
        technical=(
            "token_hash user_id goes_to remote_of resets_password created_at expires_at used_at"
        ),
    ),
    "audit": table_entry(
        "Who did what with accounts and personal data",
        Keep.EVER,
        technical="id at kind user_id room_id cohort_id detail before_hash hash",
        why="it names people by their numbers alone",
    ),
}

_PERSONAL = {
    "retention": table_entry(
        "How long data is kept",
        Keep.SESSION,
        none="attendance_days answers_days",
        technical="id room_id cohort_id changed_by changed_at",
    ),
    "purged": table_entry(
        "When a session's data was removed",
        Keep.SESSION,
        technical="room_id attendance_at answers_at",
    ),
    "consent_texts": table_entry(
        "Texts that people see, or agree to, when they join",
        Keep.SESSION,
        content="text",
        technical="room_id version language is_required written_by written_at",
    ),
    "consents": table_entry(
        "Which text a member agreed to, and when",
        Keep.ATTENDANCE,
        of="member_id",
        agreements="version language agreed_at",
        technical="member_id",
        why="the fact that a member, who no longer has a name, agreed",
    ),
}

REGISTRY: dict[str, TableEntry] = {
    **_ROSTER,
    **SESSIONS,
    **POLLS,
    **TEXTS,
    **STEPS,
    **STUDY,
    **OFFLINE,
    **COMPLETION,
    **EXAMS,
    **LTI,
    **STATEMENTS,
    **_CERTIFICATES,
    **_ACCOUNTS,
    **_PERSONAL,
}


def column(table: str, name: str) -> Column:
    """Return the registry's entry for a column; raise `KeyError` if there is none."""
    return REGISTRY[table].columns[name]
