"""A server that is wrong on purpose: it acknowledges votes a moment before it commits them.

The control of test_durability.py: a test that finds nothing lost here would find nothing anywhere.
"""

import wsgi
from webinar import concurrency
from webinar.live.room_queue import RoomQueue

DELAY_SECONDS = 0.3

commit = RoomQueue.submit


def submit(self, room_id, job):
    if job.command is None or job.command.name != "poll.vote":
        commit(self, room_id, job)
        return

    def later():
        concurrency.sleep(DELAY_SECONDS)
        commit(self, room_id, job)

    concurrency.spawn(later)


RoomQueue.submit = submit

wsgi.main([])
