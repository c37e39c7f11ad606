"""Measures what people see: which share of a screen is content, and what is covered or jumps."""
