"""Tables for what writes them into files: here the cells matter, not what they are read from."""

from operator import itemgetter

from webinar.kit.files.tables import Column, Table


def make_table(types, *rows):
    """With a column for each type, called c0, c1 and so on."""
    columns = [Column(f"c{n}", kind, "", itemgetter(n)) for n, kind in enumerate(types)]
    return Table(tuple(columns), rows)
