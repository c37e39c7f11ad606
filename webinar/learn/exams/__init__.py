"""Tests taken by oneself: attempts, variants of questions, and what items tell their author."""
