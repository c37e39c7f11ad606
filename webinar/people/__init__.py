"""Users of the server, and the record of what they did.

- accounts/: users, sign-in, browsers, form tokens
- ownership/: co-owners, and who may change what others own
- audit/: the audit log, chained and append-only
"""
