"""What waits for a slow client: the order, the newest of a state, the bound."""

from webinar.room.transport.backlog import MOST_BYTES, Backlog


def drain(backlog):
    told = []
    is_empty = False
    while not is_empty:
        frame = backlog.first()
        told.append(frame)
        is_empty = backlog.sent(len(frame))
    return told


def test_frames_wait_in_the_order_in_which_they_were_said():
    backlog = Backlog(b"rest")
    for frame in (b"one", b"two", b"three"):
        assert backlog.add(frame)

    assert drain(backlog) == [b"rest", b"one", b"two", b"three"]


def test_a_newer_state_takes_the_place_of_the_older_at_the_end():
    """What was said between the two is told before the newer one, which may build on it."""
    backlog = Backlog(b"rest")
    backlog.add(b"slide 1", "slide")
    backlog.add(b"tally 1", "tally")
    backlog.add(b"poll opened")
    backlog.add(b"slide 2", "slide")

    assert drain(backlog) == [b"rest", b"tally 1", b"poll opened", b"slide 2"]


def test_of_many_states_one_of_each_is_left():
    backlog = Backlog(b"rest")
    for number in range(5000):
        for state in ("slide", "tally", "people"):
            assert backlog.add(f"{state} {number}".encode() * 10, state)

    assert drain(backlog) == [
        b"rest",
        *(f"{state} 4999".encode() * 10 for state in ("slide", "tally", "people")),
    ]


def test_a_frame_that_was_begun_is_finished_before_a_newer_one():
    backlog = Backlog(b"rest")
    backlog.add(b"slide 1", "slide")
    assert not backlog.sent(4)
    assert not backlog.sent(3)
    backlog.add(b"slide 2", "slide")

    assert drain(backlog) == [b"de 1", b"slide 2"]


def test_a_frame_that_is_first_is_not_replaced():
    backlog = Backlog(b"rest")
    backlog.add(b"slide 1", "slide")
    assert not backlog.sent(4)
    backlog.add(b"slide 2", "slide")

    assert drain(backlog) == [b"slide 1", b"slide 2"]


def test_what_is_being_sent_does_not_count_however_long_it_is():
    """Planted fault: a long snapshot closed the link of each slow client that asked for it."""
    backlog = Backlog(b"x" * MOST_BYTES * 2)

    assert backlog.add(b"slide 1")
    assert not backlog.sent(1)
    assert not backlog.sent(MOST_BYTES * 2 - 1)
    assert backlog.add(b"y" * (MOST_BYTES - 200))
    assert not backlog.add(b"z" * 200)


def test_the_bound_is_in_bytes_and_what_was_sent_makes_room():
    backlog = Backlog(b"rest")
    frame = b"x" * 1000
    count = 0
    while backlog.add(frame):
        count += 1
    assert 0.8 * MOST_BYTES < count * len(frame) <= MOST_BYTES

    for size in (4, 1000, 1000, 1000):
        backlog.sent(size)
    assert backlog.add(frame)


def test_small_frames_count_more_than_their_bytes():
    backlog = Backlog(b"")
    count = 0
    while backlog.add(b"x"):
        count += 1

    assert count < MOST_BYTES / 50


def test_what_is_counted_is_what_is_there():
    """However it came and went, nothing of it is left in the count."""
    backlog = Backlog(b"rest")
    for number in range(100):
        backlog.add(b"s" * number, "state")
        backlog.add(b"m" * number)
        backlog.sent(1)
    while backlog._frames:
        backlog.sent(len(backlog.first()))

    assert backlog._size == 0
