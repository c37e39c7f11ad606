"""Modules of slides and polls, read from Markdown. No database, no web."""
