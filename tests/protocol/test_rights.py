"""What the server writes is for its own user alone, whatever the umask of whoever starts it."""

import os

from tests.protocol.server import Server


def test_the_database_and_all_beside_it_can_be_read_by_nobody_else(tmp_path):
    """Planted fault: the database had the rights that the umask left it."""
    before = os.umask(0o022)
    try:
        url = f"sqlite:///{tmp_path / 'new.sqlite3'}"
        with Server(tmp_path, database_url=url, anew=True):
            made = [*tmp_path.glob("new.sqlite3*"), *(tmp_path / "instance").rglob("*")]
            open_to_others = [str(path) for path in made if path.stat().st_mode & 0o077]
    finally:
        os.umask(before)

    assert len(made) >= 3
    assert open_to_others == []
