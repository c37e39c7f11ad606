"""Fixtures make an operator, who runs the commands on a separate instance."""

import re

import pytest
from click.testing import CliRunner

from tests.conftest import SECRET
from tests.databases import migrated_sqlite
from webinar.cli import webinar
from webinar.kit.db import Database


class Operator:
    """Runs `webinar …` on a separate instance; `url` is the address of its database."""

    def __init__(self, folder):
        self.folder = folder
        self.path = folder / "webinar.sqlite3"
        self.url = f"sqlite:///{self.path}"

    def run(self, *arguments, **settings):
        defaults = {
            "SECRET_KEY": SECRET,
            "INSTANCE": str(self.folder),
            "PORT": "1",
            "HOST": "127.0.0.1",
        }
        defaults["DATABASE_URL"] = self.url
        # The shipped modules have their own checks.
        defaults["MODULES"] = str(self.folder)
        return CliRunner().invoke(webinar, arguments, env={**defaults, **settings})

    def link_in(self, result):
        return re.search(r"/welcome/([\w-]{43})", result.output)[1]


@pytest.fixture
def make_operator(tmp_path):
    def make(name="server", *, migrated=True):
        folder = tmp_path / name
        folder.mkdir(mode=0o700)
        operator = Operator(folder)
        if migrated:
            operator.path.write_bytes(migrated_sqlite())
            operator.path.chmod(0o600)
        return operator

    return make


@pytest.fixture
def operator(make_operator):
    return make_operator()


@pytest.fixture
def stored(operator):
    database = Database(operator.url)
    yield database
    database.close()
