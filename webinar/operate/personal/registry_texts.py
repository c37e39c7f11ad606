"""The registry of questions and texts written in a session."""

from __future__ import annotations

from webinar.operate.personal.registry_terms import Keep, TableEntry, table_entry

# The part of an erased person's rows that is kept.
_TALLY = "the tally; the member no longer has a name"

_TALK = {
    "question_rules": table_entry(
        "How a session takes questions",
        Keep.SESSION,
        none="is_open is_moderated allows_anonymous",
        technical="room_id",
    ),
    "questions": table_entry(
        "Questions; anonymous ones have no author",
        Keep.ANSWERS,
        of="author_id",
        answers="text:gone language reason:blank answer:blank answer_language",
        none="state votes merged_into",
        technical="id +room_id +number author_id token_hash +asked_at decided_at version",
        why="the fact that it was asked, and its votes",
    ),
    "question_votes": table_entry(
        "Who voted for a question",
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
        why="like the question",
    ),
    "chat_rules": table_entry(
        "The mode of a session's chat", Keep.SESSION, none="mode", technical="room_id"
    ),
    "chat_messages": table_entry(
        "Chat messages; a private thread belongs to its participant, with both sides",
        Keep.ANSWERS,
        of="author_id thread_id",
        exported=False,
        answers="text:gone language said_at",
        technical="id +room_id +number author_id thread_id removed_at removed_by version",
        why="the fact that something was written",
    ),
    "chat_mutes": table_entry(
        "Who may read the chat but not write in it",
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
        "Signals that the pace is too fast or something is not clear",
        Keep.BRIEFLY,
        of="member_id",
        deletes_rows=True,
        exported=False,
        attendance="kind tick",
        technical="member_id +room_id",
    ),
    "picks": table_entry(
        "How often the fair choice named a participant without calling on them",
        Keep.BRIEFLY,
        of="member_id",
        deletes_rows=True,
        exported=False,
        attendance="times is_shown",
        technical="member_id +room_id",
    ),
    "reaction_counts": table_entry(
        "How often each reaction was sent", Keep.SESSION, none="kind times", technical="room_id"
    ),
    "countdowns": table_entry(
        "Breaks and countdowns",
        Keep.SESSION,
        none="kind label",
        technical="room_id started_at ends_at",
    ),
    "captions": table_entry(
        "Captions that interpreters typed or a program wrote",
        Keep.ANSWERS,
        of="member_id",
        exported=False,
        content="text:gone language",
        none="confidence",
        technical="+room_id number member_id +said_at corrected_at ends_at",
        why="the order of the captions",
    ),
    "lanes": table_entry(
        "Which interpreter captions a language",
        Keep.SESSION,
        of="member_id",
        deletes_rows=True,
        technical="room_id language member_id is_offered typed_at",
    ),
    "caption_sources": table_entry(
        "Programs that may write the captions of a language",
        Keep.SESSION,
        none="is_running",
        technical="room_id language channel token_hash run made_at heard_at written_to",
    ),
    "speaking_grants": table_entry(
        "Participants whom hosts let speak, until their time is over",
        Keep.SESSION,
        of="member_id",
        deletes_rows=True,
        technical="id room_id member_id seconds ends_at",
    ),
    "voice_channels": table_entry(
        "Who speaks in a channel of a session's voice",
        Keep.SESSION,
        of="member_id",
        deletes_rows=True,
        technical="room_id channel member_id turn since is_offered",
    ),
    "recording_rules": table_entry(
        "Whether the voice of a session is recorded",
        Keep.SESSION,
        none="is_on",
        technical="room_id",
    ),
    "recording_spans": table_entry(
        "When the voice of a session was recorded",
        Keep.SESSION,
        technical="id room_id began_at ended_at ending",
    ),
    "recorded_sounds": table_entry(
        "What was said in a session, as sound",
        Keep.ANSWERS,
        of="member_id",
        deletes_rows=True,
        exported=False,
        content="content",
        technical="id room_id channel member_id begins_ms ends_ms",
        why="where the person spoke, the recording is silent",
    ),
    "stills": table_entry(
        "The newest picture of a session's speaker, and of a host's screen",
        Keep.SESSION,
        of="member_id",
        deletes_rows=True,
        content="text language",
        technical="room_id kind member_id turn at key content",
        why="deleted when the session ends; the key is the secret in its address",
        exported=False,
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
        why="the fact that something was written",
    ),
    "group_polls": table_entry(
        "Polls that groups hold among themselves",
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
        "The paragraphs of a group's note, each under the member who changed it last",
        Keep.ANSWERS,
        of="member_id",
        answers="text:gone language changed_at",
        technical="+group_id key position revision member_id",
        why="the other members' paragraphs",
    ),
    "note_revisions": table_entry(
        "Earlier texts of a paragraph",
        Keep.ANSWERS,
        of="member_id",
        exported=False,
        answers="text:gone changed_at",
        technical="+group_id key revision member_id",
        why="the other members' paragraphs",
    ),
}

TEXTS: dict[str, TableEntry] = {**_TALK, **_GROUPS}
