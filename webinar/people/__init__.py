"""Users of the server, and the record of what they did.

- accounts/: users, sign-in, browsers, form tokens
- audit/: the audit log, chained and append-only
"""
