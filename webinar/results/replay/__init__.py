"""A session that is over, shown again from its timeline."""
