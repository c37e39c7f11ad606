"""Watching a session again."""
