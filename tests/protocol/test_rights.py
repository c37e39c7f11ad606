"""Only the server's own user can read what it writes, whatever the umask at its start."""

import os

import pytest

from tests.protocol.server import Server

pytestmark = pytest.mark.any_mode


def test_only_the_servers_user_can_read_the_database_and_its_folder(tmp_path):
    """Planted fault: the database had the permissions that the umask left."""
    before = os.umask(0o022)
    try:
        url = f"sqlite:///{tmp_path / 'new.sqlite3'}"
        with Server(tmp_path, database_url=url, unforked=True):
            files = [*tmp_path.glob("new.sqlite3*"), *(tmp_path / "instance").rglob("*")]
            open_to_others = [str(path) for path in files if path.stat().st_mode & 0o077]
    finally:
        os.umask(before)

    assert len(files) >= 3
    assert open_to_others == []
