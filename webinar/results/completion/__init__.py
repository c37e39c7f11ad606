"""Completion of a course: its rule, everybody's progress, and its certificates."""
