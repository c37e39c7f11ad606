"""Courses: modules that people study by themselves, who they are, and who offers them."""
