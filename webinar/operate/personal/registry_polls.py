"""The registry of polls and tests."""

from __future__ import annotations

from webinar.operate.personal.registry_terms import Keep, TableEntry, table_entry

# The part of an erased person's rows that is kept.
_TALLY = "the tally; the member no longer has a name"

POLLS: dict[str, TableEntry] = {
    "polls": table_entry(
        "Polls of a session and their tallies",
        Keep.SESSION,
        content="texts",
        none="kind is_quiz on_the_spot state voters abstained is_anonymous may_abstain points"
        " seconds right_value tolerance summary",
        technical="id room_id key position opened_at closed_at revealed_at closes_at first_id",
    ),
    "poll_options": table_entry(
        "Options and how many chose them",
        Keep.SESSION,
        none="key position is_correct votes score",
        technical="id poll_id",
    ),
    "ballots": table_entry(
        "Who voted in which poll",
        Keep.ANSWERS,
        of="member_id",
        answers="has_abstained language cast_at",
        technical="+poll_id member_id",
        why=_TALLY,
    ),
    "choices": table_entry(
        "What each member chose in a named poll",
        Keep.ANSWERS,
        of="member_id",
        answers="option_id value",
        technical="+poll_id member_id",
        why=_TALLY,
    ),
    "poll_numbers": table_entry(
        "Numbers given in a named poll",
        Keep.ANSWERS,
        of="member_id",
        answers="value",
        technical="+poll_id member_id",
        why=_TALLY,
    ),
    "poll_number_counts": table_entry(
        "Numbers given in an anonymous poll", Keep.SESSION, none="value count", technical="poll_id"
    ),
    "poll_texts": table_entry(
        "Open answers, and reasons for choices; in anonymous polls without a member",
        Keep.ANSWERS,
        of="member_id",
        answers="text:gone language",
        technical="+poll_id id member_id state version",
        why="the fact that an answer was given",
    ),
    "poll_words": table_entry(
        "Words of a cloud; in anonymous polls without a member",
        Keep.ANSWERS,
        of="member_id",
        deletes_rows=True,
        answers="word written language",
        technical="+poll_id id member_id",
    ),
    "sealed_answers": table_entry(
        "Answers to anonymous polls that are open",
        Keep.SESSION,
        content="word written",
        none="language count",
        technical="poll_id id",
    ),
    "poll_hidden_words": table_entry(
        "Words that a host took out of a cloud",
        Keep.SESSION,
        content="language word",
        none="poll_id",
    ),
    "hall_votes": table_entry(
        "Ballots cast on a hall's screen",
        Keep.ANSWERS,
        of="member_id",
        exported=False,
        answers="cast_at",
        technical="+poll_id member_id",
        why=_TALLY,
    ),
    "hand_counts": table_entry(
        "Counts of shows of hands, without members",
        Keep.SESSION,
        none="people hands",
        technical="hall_id poll_id entered_at",
    ),
    "tests": table_entry(
        "Tests of a session",
        Keep.SESSION,
        none="part days",
        technical="room_id opened_at closed_at",
    ),
    "test_papers": table_entry(
        "Who takes a test at their own pace",
        Keep.ANSWERS,
        of="member_id",
        answers="part saved_at handed_in_at",
        technical="member_id",
        why=_TALLY,
    ),
    "test_answers": table_entry(
        "Answers to the items of tests",
        Keep.ANSWERS,
        of="member_id",
        answers="item options answered_at",
        technical="member_id",
        why=_TALLY,
    ),
}
