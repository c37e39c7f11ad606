"""Running a server: its start, its care, its data about people, its trials.

- web/: create_app, the start, the listening socket, its limits and its end
- alone.py: one server on one SQLite file
- commands/: the operator's commands: users, backup, doctor, status
- personal/: what is kept about people, and how long; export and erasure
- rehearsal/: simulated participants
- upkeep.py: jobs of every minute and every ten; demo.py, migrating.py
"""
