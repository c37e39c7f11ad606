"""Questions that a learner got wrong, asked again after some days."""
