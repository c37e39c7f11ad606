"""Learners' questions to the organisers of a course, asked at a slide, and their answers."""
