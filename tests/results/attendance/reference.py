"""The union of intervals in the most obvious way, second by second: slow but plainly right."""


def seconds_present(observed, begin, end):
    """The seconds of `[begin, end)` in which anybody was observed, as a set."""
    present = set()
    for start, stop in observed:
        for second in range(start, stop):
            if begin <= second < end:
                present.add(second)
    return present


def runs(seconds):
    """The number of unbroken runs in a set of seconds."""
    return sum(1 for second in seconds if second - 1 not in seconds)
