"""Courses: learners study the same modules alone.

- identity/: the identity of a member, a learner or a person of a roster, defined once
- courses/: courses, their learners, the organisers' settings and pages
- study/: studying a course alone: slides, answers, time on task, progress
- notes/: a learner's own notes and marks on slides
- inquiries/: learners' questions to the organisers of a course, asked at a slide
- repetition/: questions that a learner got wrong, asked again after some days
- exams/: tests taken alone: attempts, variants of questions, statistics of items
- catchup/: the parts of a session that latecomers and absent people have missed
- narration/: the recording of a session, heard slide by slide
- offline/: courses kept on a phone, or handed out as files that come back with answers
"""
