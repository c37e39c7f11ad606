"""Statements about learning for a record store (xAPI 1.0.3): made, queued, sent, and as a file."""
