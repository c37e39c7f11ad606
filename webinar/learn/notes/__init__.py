"""A learner's own notes and marks on the slides of a course."""
