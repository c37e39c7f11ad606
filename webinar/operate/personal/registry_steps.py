"""The registry of proposals, agreed steps and their outcomes."""

from __future__ import annotations

from webinar.operate.personal.registry_terms import Keep, TableEntry, table_entry

# The part of an erased person's rows that is kept.
_TALLY = "the tally; the member no longer has a name"

STEPS: dict[str, TableEntry] = {
    "step_terms": table_entry(
        "How a session agrees", Keep.SESSION, none="rule quorum shares_reasons", technical="room_id"
    ),
    "steps": table_entry(
        "Proposals and agreed steps",
        Keep.SESSION,
        of="proposed_by",
        agreements="text:scrub language state due check_back indicator evidence",
        none="ballot put_version version details",
        technical="id +room_id +number proposed_by merged_id +proposed_at put_at closed_at"
        " decided_at",
        why="agreed steps belong to the session; the texts of other proposals are replaced",
    ),
    "step_wordings": table_entry(
        "How a step was worded",
        Keep.SESSION,
        of="member_id step_id",
        exported=False,
        agreements="text:scrub language worded_at",
        technical="+step_id revision version is_original member_id",
        why="like the step",
    ),
    "step_owners": table_entry(
        "Owners of steps",
        Keep.SESSION,
        of="member_id",
        agreements="role state reason:blank asked_at answered_at",
        technical="+step_id number member_id proposed_by paper_by",
        why="the fact that a step has an owner",
    ),
    "step_answers": table_entry(
        "Answers to proposals",
        Keep.ANSWERS,
        of="member_id",
        agreements="answer reason:blank language is_late answered_at",
        technical="+step_id ballot member_id",
        why=_TALLY,
    ),
    "step_outcomes": table_entry(
        "Outcomes of ballots on steps",
        Keep.SESSION,
        none="version rule quorum present counts late owners owners_accepted computed recorded",
        content="reason",
        technical="step_id ballot overruled_by decided_at",
    ),
    "step_drafts": table_entry(
        "Drafts of steps from a programme",
        Keep.SESSION,
        content="texts",
        none="days position",
        technical="id room_id key step_id",
    ),
    "follow_ups": table_entry(
        "Which session follows up which", Keep.SESSION, technical="room_id follows_id"
    ),
    "follow_links": table_entry(
        "Personal links of owners of steps",
        Keep.SESSION,
        of="member_id",
        exported=False,
        contact="email:blank",
        agreements="role",
        technical="id +room_id member_id seed:blank token_hash created_by +created_at +revoked_at",
        why="reports refer to the link, which is revoked",
    ),
    "step_reports": table_entry(
        "What an owner reported",
        Keep.SESSION,
        of="link_id member_id",
        agreements="kind note:blank was_due new_due reported_at",
        technical="+step_id number key owner link_id member_id",
        why="the fact that a step was reported on",
    ),
    "step_files": table_entry(
        "Files of evidence",
        Keep.SESSION,
        of="report",
        deletes_rows=True,
        agreements="name media_type size sha256",
        technical="id +step_id number report kept",
    ),
    "step_reminders": table_entry(
        "Reminders that were sent to owners of steps",
        Keep.SESSION,
        of="link_id",
        exported=False,
        agreements="kind day state said_at",
        technical="+step_id owner link_id member_id error",
        why="the fact that a reminder was sent",
    ),
}
