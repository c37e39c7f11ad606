"""Libraries that the server does not use are not loaded because they happen to be installed."""

import subprocess
import sys

import pytest

from webinar.kit.sparing import UNUSED, sparing

# Packages that only some tasks of a server need.
LATE = {"alembic", "dns", "icalendar", "mako", "psycopg2", "typst", *UNUSED}


def test_spared_library_cannot_be_imported_within_the_block_alone(tmp_path, monkeypatch):
    (tmp_path / "far_library.py").touch()
    monkeypatch.syspath_prepend(tmp_path)

    with sparing("far_library", "sys"), pytest.raises(ModuleNotFoundError):
        import far_library

    import far_library  # noqa: F401, F811

    assert sys.modules["sys"] is sys
    del sys.modules["far_library"]


def test_start_loads_no_library_that_the_server_may_never_need():
    script = "import sys, wsgi; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    ).stdout.split()
    assert LATE & set(loaded) == set()
