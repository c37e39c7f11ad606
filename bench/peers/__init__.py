"""The measured servers: ours, and others that do the same work."""
