"""Plain tools that know no feature: database, clock, text, languages, files.

- db.py, concurrency.py: the one way to read and write; the only place that knows the async mode
- permissions.py: who may do what
- files/: tables and documents: CSV, XLSX, JSON, DOCX, ICS, archives
- web/: bundles, the language of a page, words for scripts, security headers
"""
