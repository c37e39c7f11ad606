"""Lessons, from their Markdown to paper. No session is needed.

- lessons/: Markdown to modules, programmes and glossary, and the lint; no database, no web
- editions/: a module as it was when a session or a course was made from it
- glossary/: the list of terms: its page, its search, and what a tap on a word shows
- authoring/: the preview, and new modules
- importing/: GIFT, other slides in Markdown, and PPTX read into modules
- handouts/: lessons on paper
"""
