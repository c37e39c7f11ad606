"""When a course is complete: its rule, how far everybody is, and its certificates."""
