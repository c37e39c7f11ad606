"""The registry of courses: who learns, and what they read and answered."""

from __future__ import annotations

from webinar.personal.held import Held, Keep, held

STUDY: dict[str, Held] = {
    "courses": held(
        "Modules to be studied by oneself",
        Keep.SESSION,
        content="title",
        none="takes_guests opens_at closes_at",
        technical="id code edition_id owner_id cohort_id created_at",
    ),
    "course_sessions": held(
        "The live sessions that belong to a course", Keep.SESSION, none="room_id course_id"
    ),
    "learners": held(
        "Who studies in a course",
        Keep.ATTENDANCE,
        of="person_id member_id",
        identity="name:name language",
        attendance="joined_at seen_at completed_at",
        technical="id +course_id +number person_id member_id seed token_hash",
        why="a learner without a name holds up the figures of the course",
    ),
    "learner_seats": held(
        "The browsers that a learner studies at",
        Keep.BRIEFLY,
        technical="browser_id course_id learner_id",
    ),
    "study_stretches": held(
        "Time that learners spent at slides",
        Keep.ATTENDANCE,
        of="learner_id",
        attendance="slide began_at ended_at seconds source arrived_at",
        technical="id learner_id key",
        why="the figures of the course, without a name",
    ),
    "slide_progress": held(
        "How far learners are",
        Keep.ATTENDANCE,
        of="learner_id",
        attendance="slide seconds first_at last_at done_at",
        technical="learner_id",
        why="the figures of the course, without a name",
    ),
    "study_answers": held(
        "What learners answered and wrote",
        Keep.ANSWERS,
        of="learner_id",
        answers="item answer:scrub is_right language answered_at source arrived_at",
        technical="id learner_id key",
        why="the figures of each question; what was written in own words goes",
    ),
}

STATEMENTS: dict[str, Held] = {
    "statements": held(
        "Statements for the record store",
        Keep.ATTENDANCE,
        of="learner_id person_id member_id",
        deletes_rows=True,
        exported=False,
        attendance="body queued_at",
        technical="id topic facts learner_id person_id member_id voided_at state tries next_at"
        " error",
    ),
    "statement_marks": held(
        "Until when statements were made", Keep.SESSION, technical="name at entry"
    ),
}
