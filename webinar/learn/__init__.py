"""Courses: the same modules, studied by oneself.

- identity/: the one answer to who a member, a learner or a person of a roster is
- courses/: courses, their learners, what organisers set and see
- study/: a course by oneself: slides, answers, time on task, progress
- exams/: tests by oneself: attempts, variants of questions, statistics of items
- catchup/: what latecomers and people who were away have missed
- offline/: courses kept on a phone, or given away as files that come back
"""
