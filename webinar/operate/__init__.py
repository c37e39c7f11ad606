"""Running a server: its start, its upkeep, its personal data, its rehearsals.

- web/: create_app, the start, the listening socket, its limits, and stopping
- single_server.py: one server on one SQLite file
- commands/: the operator's commands: users, backup, doctor, status
- personal/: personal data: its retention, export and erasure
- rehearsal/: simulated participants
- captioning/: the reference client that writes captions by machine; it imports nothing of the rest
- demo/: a fictional session to try, and its buttons on the front page
- upkeep.py: jobs every minute and every ten minutes; migrating.py
"""
