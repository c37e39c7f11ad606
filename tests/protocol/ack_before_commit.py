"""A deliberately wrong server: it acknowledges votes and commits them some time later.

The control for test_durability.py: a test that finds no loss here would find none anywhere.
"""

import tests.protocol.patience
import wsgi
from webinar.kit import concurrency
from webinar.room.engine.room_queue import RoomQueue

# It is always killed before this time is over.
DELAY_S = tests.protocol.patience.LONG_S

wait_for_commit = RoomQueue.put


def put(self, room_id, job):
    if job.command is None or job.command.name != "poll.vote":
        wait_for_commit(self, room_id, job)
        return

    def later():
        concurrency.sleep(DELAY_S)
        wait_for_commit(self, room_id, job)

    acknowledge, job.on_done = job.on_done, None
    concurrency.spawn(later)
    acknowledge(job)


RoomQueue.put = put

wsgi.main([])
