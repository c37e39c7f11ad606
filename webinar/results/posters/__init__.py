"""Posters: one sheet of paper that says how to join a session or a course."""
