"""The backlog of a slow client keeps the order of frames and the newest states, up to a limit."""

from webinar.room.transport.backlog import MOST_BYTES, Backlog


def drain(backlog):
    frames = []
    is_empty = False
    while not is_empty:
        frame = backlog.first()
        frames.append(frame)
        is_empty = backlog.mark_sent(len(frame))
    return frames


def test_frames_wait_in_the_order_they_were_sent():
    backlog = Backlog(b"rest")
    for frame in (b"one", b"two", b"three"):
        assert backlog.add(frame)

    assert drain(backlog) == [b"rest", b"one", b"two", b"three"]


def test_newer_state_replaces_the_older_one_at_the_end():
    """Frames sent between the two go out before the newer one, which may build on them."""
    backlog = Backlog(b"rest")
    backlog.add(b"slide 1", "slide")
    backlog.add(b"tally 1", "tally")
    backlog.add(b"poll opened")
    backlog.add(b"slide 2", "slide")

    assert drain(backlog) == [b"rest", b"tally 1", b"poll opened", b"slide 2"]


def test_only_the_newest_of_each_state_is_kept():
    backlog = Backlog(b"rest")
    for number in range(5000):
        for state in ("slide", "tally", "people"):
            assert backlog.add(f"{state} {number}".encode() * 10, state)

    assert drain(backlog) == [
        b"rest",
        *(f"{state} 4999".encode() * 10 for state in ("slide", "tally", "people")),
    ]


def test_partly_sent_frame_is_finished_before_a_newer_one():
    backlog = Backlog(b"rest")
    backlog.add(b"slide 1", "slide")
    assert not backlog.mark_sent(4)
    assert not backlog.mark_sent(3)
    backlog.add(b"slide 2", "slide")

    assert drain(backlog) == [b"de 1", b"slide 2"]


def test_first_frame_is_not_replaced():
    backlog = Backlog(b"rest")
    backlog.add(b"slide 1", "slide")
    assert not backlog.mark_sent(4)
    backlog.add(b"slide 2", "slide")

    assert drain(backlog) == [b"slide 1", b"slide 2"]


def test_frame_being_sent_does_not_count_towards_the_limit():
    """Planted fault: a long snapshot closed the link of every slow client that requested it."""
    backlog = Backlog(b"x" * MOST_BYTES * 2)

    assert backlog.add(b"slide 1")
    assert not backlog.mark_sent(1)
    assert not backlog.mark_sent(MOST_BYTES * 2 - 1)
    assert backlog.add(b"y" * (MOST_BYTES - 200))
    assert not backlog.add(b"z" * 200)


def test_limit_is_in_bytes_and_sent_frames_free_space():
    backlog = Backlog(b"rest")
    frame = b"x" * 1000
    count = 0
    while backlog.add(frame):
        count += 1
    assert 0.8 * MOST_BYTES < count * len(frame) <= MOST_BYTES

    for size in (4, 1000, 1000, 1000):
        backlog.mark_sent(size)
    assert backlog.add(frame)


def test_small_frames_count_more_than_their_bytes():
    backlog = Backlog(b"")
    count = 0
    while backlog.add(b"x"):
        count += 1

    assert count < MOST_BYTES / 50


def test_size_returns_to_zero_when_drained():
    """No frame stays in the count, however frames came and went."""
    backlog = Backlog(b"rest")
    for number in range(100):
        backlog.add(b"s" * number, "state")
        backlog.add(b"m" * number)
        backlog.mark_sent(1)
    while backlog._frames:
        backlog.mark_sent(len(backlog.first()))

    assert backlog._size == 0
