"""A server that is wrong on purpose: it acknowledges votes a moment before it commits them.

The control of test_durability.py: a test that finds nothing lost here would find nothing anywhere.
"""

import wsgi
from webinar import concurrency
from webinar.live.room_queue import RoomQueue

DELAY_SECONDS = 0.3

wait_for_commit = RoomQueue.put


def put(self, room_id, job):
    if job.command is None or job.command.name != "poll.vote":
        wait_for_commit(self, room_id, job)
        return

    def later():
        concurrency.sleep(DELAY_SECONDS)
        wait_for_commit(self, room_id, job)

    acknowledge, job.done = job.done, None
    concurrency.spawn(later)
    acknowledge(job)


RoomQueue.put = put

wsgi.main([])
