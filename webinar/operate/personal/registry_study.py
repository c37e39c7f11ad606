"""The registry of courses: their learners, with their reading and answers."""

from __future__ import annotations

from webinar.operate.personal.registry_terms import Keep, TableEntry, table_entry

STUDY: dict[str, TableEntry] = {
    "courses": table_entry(
        "Courses: modules that people study by themselves",
        Keep.SESSION,
        content="title",
        none="takes_guests opens_at closes_at",
        technical="id code edition_id owner_id cohort_id created_at",
    ),
    "course_sessions": table_entry(
        "The live sessions that belong to a course", Keep.SESSION, none="room_id course_id"
    ),
    "course_narrations": table_entry(
        "The session whose recording narrates a course",
        Keep.SESSION,
        none="room_id course_id",
    ),
    "learners": table_entry(
        "Learners of a course",
        Keep.ATTENDANCE,
        of="id",
        identity="name:name language",
        attendance="joined_at seen_at completed_at",
        technical="id +course_id +number person_id member_id seed token_hash",
        why="the figures of the course count the learner, who no longer has a name",
    ),
    "learner_seats": table_entry(
        "Which browser a learner uses",
        Keep.BRIEFLY,
        of="learner_id",
        deletes_rows=True,
        technical="browser_id course_id learner_id",
    ),
    "joined_learners": table_entry(
        "Guests of courses who turned out to be people of the roster",
        Keep.ATTENDANCE,
        of="learner_id into_id",
        exported=False,
        identity="reason:gone",
        technical="learner_id into_id by_user_id joined_at moved",
        why="the rows that it connects no longer have names",
    ),
    "forgotten_links": table_entry(
        "Links of learners who were erased, without the learner",
        Keep.SESSION,
        technical="token_hash forgotten_at",
    ),
    "study_stretches": table_entry(
        "Time that learners spent on slides",
        Keep.ATTENDANCE,
        of="learner_id",
        attendance="slide began_at ended_at seconds source arrived_at",
        technical="id learner_id key",
        why="the figures of the course, without a name",
    ),
    "slide_progress": table_entry(
        "Which slides learners have done",
        Keep.ATTENDANCE,
        of="learner_id",
        attendance="slide seconds first_at last_at done_at",
        technical="learner_id",
        why="the figures of the course, without a name",
    ),
    "study_answers": table_entry(
        "What learners answered and wrote",
        Keep.ANSWERS,
        of="learner_id",
        answers="item answer:scrub is_right language answered_at source arrived_at",
        technical="id learner_id key",
        why="the figures of each question; text in the learner's own words is removed",
    ),
    "repeat_answers": table_entry(
        "Learners' answers to questions that were asked again after some days",
        Keep.ATTENDANCE,
        of="learner_id",
        deletes_rows=True,
        exported=False,
        answers="item answer is_right answered_at",
        technical="id learner_id key",
    ),
    "inquiries": table_entry(
        "Learners' questions to the organisers of a course, with the answers",
        Keep.ATTENDANCE,
        of="learner_id",
        deletes_rows=True,
        exported=False,
        answers="slide text language asked_at answer closed_at",
        technical="id learner_id key",
    ),
    "slide_notes": table_entry(
        "Learners' own notes on slides, which nobody else reads",
        Keep.ATTENDANCE,
        of="learner_id",
        deletes_rows=True,
        exported=False,
        answers="slide text changed_at",
        technical="id learner_id number version",
    ),
    "slide_marks": table_entry(
        "Slides that learners have marked for themselves",
        Keep.ATTENDANCE,
        of="learner_id",
        deletes_rows=True,
        exported=False,
        answers="slide marked_at",
        technical="id learner_id",
    ),
    "study_tallies": table_entry(
        "Counts of choices in a course's anonymous polls, without learners",
        Keep.SESSION,
        none="item choice votes shown",
        technical="course_id",
    ),
}


OFFLINE: dict[str, TableEntry] = {
    "answer_drafts": table_entry(
        "Files of answers that organisers check before they import them",
        Keep.BRIEFLY,
        identity="content:scrub",
        technical="id course_id cohort_id by_user_id made_at",
    ),
    "answer_files": table_entry(
        "Files of answers that were imported",
        Keep.ATTENDANCE,
        of="learner_id",
        identity="person_key:blank",
        attendance="saved_at imported_at entries added refused",
        technical="id course_id learner_id hash by_user_id",
        why="the same file is not imported twice; it no longer has a name",
    ),
}

COMPLETION: dict[str, TableEntry] = {
    "completion_rules": table_entry(
        "When a course is complete",
        Keep.SESSION,
        none="slides quizzes mark must_pass minutes counts",
        technical="course_id changed_by changed_at",
    ),
}

_STATISTICS = "the figures of the course and of its questions, without a name"

EXAMS: dict[str, TableEntry] = {
    "exam_rules": table_entry(
        "What an organiser has set for a test",
        Keep.SESSION,
        none="pass_percent attempts cool_down draws",
        technical="course_id part",
    ),
    "exam_attempts": table_entry(
        "Attempts of learners at a test",
        Keep.ANSWERS,
        of="learner_id",
        answers="part number language began_at handed_in_at right_count scored_count",
        technical="id learner_id edition_id seed asked",
        why=_STATISTICS,
    ),
    "exam_answers": table_entry(
        "What learners chose in a test",
        Keep.ANSWERS,
        of="attempt_id",
        answers="asked options language answered_at is_right",
        technical="attempt_id",
        why=_STATISTICS,
    ),
}

STATEMENTS: dict[str, TableEntry] = {
    "statements": table_entry(
        "Statements for the record store",
        Keep.ATTENDANCE,
        of="learner_id person_id member_id",
        deletes_rows=True,
        exported=False,
        attendance="body queued_at",
        technical="id topic facts learner_id person_id member_id voided_at state tries next_at"
        " error",
    ),
    "statement_marks": table_entry(
        "The time up to which statements were made", Keep.SESSION, technical="name at entry"
    ),
}
