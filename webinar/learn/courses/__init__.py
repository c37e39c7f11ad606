"""Courses: modules that people study alone, their learners, and the organisers' pages."""
