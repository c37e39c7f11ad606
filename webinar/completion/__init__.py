"""When a course is complete, by the rule that its organiser sets."""
