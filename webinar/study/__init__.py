"""Studying: what a learner reads and answers, however it arrives."""
