"""The front matter of a lesson, to be formatted with a `title` in the language of the file."""

HEAD = """---
title: "{title}"
minutes: 6
objectives:
  - "{title}"
sources:
  - title: "{title}"
licence: "CC BY 4.0"
notice: "{title}"
---
"""
