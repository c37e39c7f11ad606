"""Make small tables for tests of the file writers, where only the cells matter."""

from operator import itemgetter

from webinar.kit.files.tables import Column, Table


def make_table(types, *rows):
    """Make a table with one column per type, named c0, c1 and so on."""
    columns = [Column(f"c{n}", kind, "", itemgetter(n)) for n, kind in enumerate(types)]
    return Table(tuple(columns), rows)
