"""Lessons and questions of other programs, read into modules."""
