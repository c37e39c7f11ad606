"""Compares what clients were told with what the server has stored, after each run."""
