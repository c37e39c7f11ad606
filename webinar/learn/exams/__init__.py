"""Tests that learners take alone: attempts, variants of questions, and item statistics."""
