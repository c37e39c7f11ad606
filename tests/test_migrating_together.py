"""When several processes find an old database at the same moment, one of them migrates it."""

import os
import subprocess
import sys

import pytest
from sqlalchemy import text

from config import ROOT
from tests.databases import drop_database, make_database
from webinar.kit.db import Database

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif("TEST_DATABASE_URL" not in os.environ, reason="needs TEST_DATABASE_URL"),
]


def test_processes_that_start_together_migrate_one_after_the_other(tmp_path):
    """Planted fault: after an upgrade one process made the tables, and the other failed."""
    url = make_database(tmp_path)
    try:
        results = start_together([migrate_in_process(url) for _ in range(3)])
        db = Database(url)
        with db.read() as session:
            versions = session.execute(text("SELECT version_num FROM alembic_version")).all()
        db.close()
    finally:
        drop_database(url)

    assert [(process.returncode, errors) for process, errors in results] == [(0, "")] * 3
    assert len(versions) == 1


def migrate_in_process(url):
    """Return a process that migrates when it reads a line, at the same moment as the others."""
    work = (
        "import sys; from webinar.kit.db import Database;"
        " from webinar.operate.migrating import migrate; import webinar.tables;"
        " db = Database(sys.argv[1]);"
        " print('ready', flush=True); sys.stdin.readline(); migrate(db)"
    )
    return subprocess.Popen(
        [sys.executable, "-c", work, url],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def start_together(processes):
    """Start them once all are ready; return each with its standard error."""
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    return [(process, process.communicate(timeout=600)[1]) for process in processes]
