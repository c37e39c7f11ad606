"""Find where each cell lies in its page of a SQLite file, which a copy reveals beyond its rows.

See https://www.sqlite.org/fileformat2.html#b_tree_pages.
"""

import re
import sqlite3
from contextlib import closing
from itertools import combinations

INTERIOR_PAGE_TYPES = (2, 5)
FILE_HEADER_BYTES = 100


def cell_offsets(path, table):
    """Return, for each page of a table without rowid, its cells' offsets in the order of keys."""
    data = path.read_bytes()
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        statement = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        [root] = connection.execute(statement, (table,)).fetchone()
    return [offsets for offsets in _offsets(data, _page_size(data), root) if offsets]


def agreement(path, words):
    """Return the share of word pairs that lie in a page in the given order.

    From 0 to 1; about 0.5 if the places of the words are unrelated to that order.
    """
    data = path.read_bytes()
    place_of = {word.encode(): place for place, word in enumerate(words)}
    any_word = re.compile(b"|".join(map(re.escape, place_of)))
    pairs = []
    size = _page_size(data)
    for start in range(0, len(data), size):
        places = [place_of[word] for word in any_word.findall(data[start : start + size])]
        pairs += [earlier < later for earlier, later in combinations(places, 2) if earlier != later]
    return sum(pairs) / len(pairs)


def lie_in_key_order(pages):
    """Say whether cells lie in order of key: SQLite puts each new cell before the previous cell."""
    return all(page == sorted(page, reverse=True) for page in pages)


def _page_size(data):
    size = int.from_bytes(data[16:18], "big")
    return 65536 if size == 1 else size


def _offsets(data, size, number):
    page = data[(number - 1) * size : number * size]
    start = FILE_HEADER_BYTES if number == 1 else 0
    is_interior = page[start] in INTERIOR_PAGE_TYPES
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    pointers = start + (12 if is_interior else 8)
    offsets = [
        int.from_bytes(page[place : place + 2], "big")
        for place in range(pointers, pointers + 2 * count, 2)
    ]
    yield offsets
    if is_interior:
        children = [int.from_bytes(page[place : place + 4], "big") for place in offsets]
        children.append(int.from_bytes(page[start + 8 : start + 12], "big"))
        for child in children:
            yield from _offsets(data, size, child)
