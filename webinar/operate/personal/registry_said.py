"""The registry of questions and texts written in a session."""

from __future__ import annotations

from webinar.operate.personal.registry_terms import Keep, TableEntry, table_entry

# The reason for keeping an erased person's rows.
_TALLY = "the tally, under a member without a name"

_TALK = {
    "question_rules": table_entry(
        "How questions are taken",
        Keep.SESSION,
        none="is_open is_moderated allows_anonymous",
        technical="room_id",
    ),
    "questions": table_entry(
        "Questions; anonymous ones are nobody's",
        Keep.ANSWERS,
        of="author_id",
        answers="text:gone language reason:blank answer:blank answer_language",
        none="state votes merged_into",
        technical="id +room_id +number author_id token_hash +asked_at decided_at version",
        why="that it was asked, and by how many",
    ),
    "question_votes": table_entry(
        "Who wants to know it, too",
        Keep.ANSWERS,
        of="member_id",
        exported=False,
        answers="question_id",
        technical="member_id",
        why=_TALLY,
    ),
    "question_translations": table_entry(
        "Questions in other languages",
        Keep.ANSWERS,
        of="question_id member_id",
        answers="text:gone language",
        technical="+question_id member_id",
        why="as the question",
    ),
    "chat_rules": table_entry(
        "How the chat is switched", Keep.SESSION, none="mode", technical="room_id"
    ),
    "chat_messages": table_entry(
        "Chat; a private thread is the member's with both sides",
        Keep.ANSWERS,
        of="author_id thread_id",
        exported=False,
        answers="text:gone language said_at",
        technical="id +room_id +number author_id thread_id removed_at removed_by version",
        why="that something was written",
    ),
    "chat_mutes": table_entry(
        "Who may read and not write",
        Keep.ATTENDANCE,
        of="member_id",
        deletes_rows=True,
        exported=False,
        attendance="muted_at",
        technical="member_id +room_id muted_by",
    ),
    "hands": table_entry(
        "Raised hands",
        Keep.ATTENDANCE,
        of="member_id",
        exported=False,
        attendance="raised_at called_at",
        technical="id +room_id member_id",
        why="how many wanted to speak",
    ),
    "pace_signals": table_entry(
        "Slower, please",
        Keep.BRIEFLY,
        of="member_id",
        deletes_rows=True,
        exported=False,
        attendance="kind tick",
        technical="member_id +room_id",
    ),
    "reaction_counts": table_entry(
        "How often something was reacted to", Keep.SESSION, none="kind times", technical="room_id"
    ),
    "countdowns": table_entry(
        "Breaks and countdowns",
        Keep.SESSION,
        none="kind label",
        technical="room_id started_at ends_at",
    ),
    "captions": table_entry(
        "What interpreters wrote as captions",
        Keep.ANSWERS,
        of="member_id",
        exported=False,
        content="text:gone language",
        technical="+room_id number member_id said_at corrected_at",
        why="the order of the captions",
    ),
    "lanes": table_entry(
        "Who captions a language",
        Keep.SESSION,
        of="member_id",
        deletes_rows=True,
        technical="room_id language member_id is_offered",
    ),
}

_GROUPS = {
    "group_rounds": table_entry(
        "Rounds of group work",
        Keep.SESSION,
        none="state split size seed slide",
        technical="id room_id number started_at closes_at closed_at",
    ),
    "round_groups": table_entry(
        "Groups of a round", Keep.SESSION, technical="id round_id number help_at helper_id"
    ),
    "group_members": table_entry(
        "Who was in which group",
        Keep.ATTENDANCE,
        of="member_id",
        attendance="group_id",
        technical="+round_id member_id",
        why="the size of the groups",
    ),
    "group_messages": table_entry(
        "What hosts wrote to a group",
        Keep.ANSWERS,
        of="member_id",
        exported=False,
        answers="text:gone language sent_at",
        technical="id +group_id member_id",
        why="that something was written",
    ),
    "group_polls": table_entry(
        "What a group asked itself",
        Keep.ANSWERS,
        of="asked_by",
        exported=False,
        answers="texts:scrub",
        none="is_open",
        technical="id +group_id number asked_by",
        why="what others chose",
    ),
    "group_ballots": table_entry(
        "Choices in a group's poll",
        Keep.ANSWERS,
        of="member_id",
        exported=False,
        answers="option cast_at",
        technical="+poll_id member_id",
        why=_TALLY,
    ),
    "note_blocks": table_entry(
        "A group's note, by who changed each paragraph last",
        Keep.ANSWERS,
        of="member_id",
        answers="text:gone language changed_at",
        technical="+group_id key position revision member_id",
        why="the paragraphs of the others",
    ),
    "note_revisions": table_entry(
        "What a paragraph said before",
        Keep.ANSWERS,
        of="member_id",
        exported=False,
        answers="text:gone changed_at",
        technical="+group_id key revision member_id",
        why="the paragraphs of the others",
    ),
}

SAID: dict[str, TableEntry] = {**_TALK, **_GROUPS}
