"""Keep caches, which libraries fill once in a long-lived process, from one test to the next.

Each test builds a new server and would recompile every statement, template and route, which takes
longer than most tests. Only data that does not depend on the test is kept.
"""

from contextlib import contextmanager
from functools import cache
from unittest import mock

from flask import Flask
from jinja2 import BytecodeCache
from sqlalchemy import create_engine
from sqlalchemy.util import LRUCache

from webinar.kit import engines

STATEMENTS = 5000


@contextmanager
def warm():
    """Engines made within the block reuse the caches of earlier ones."""
    with (
        _sharing(engines.make_engine) as make_shared,
        mock.patch.object(engines, "make_engine", make_shared),
    ):
        yield


def warm_app(settings, library):
    """Make an application with the routes, templates and translations that an earlier one loaded.

    Routes depend on no setting; only their view functions may be an application's own.
    """
    from webinar.operate.web.app import create_app

    if ADDRESSES:
        with mock.patch.object(Flask, "add_url_rule", _add_view):
            app = create_app(settings, library)
        [app.url_map] = ADDRESSES
    else:
        app = create_app(settings, library)
        ADDRESSES.append(app.url_map)
    app.jinja_env.bytecode_cache = TEMPLATES
    with app.app_context():
        app.extensions["babel"].instance.domain_instance.cache = TRANSLATIONS
    return app


def _add_view(app, _rule, endpoint, view_func, **_options):
    app.view_functions[endpoint] = view_func


class _InMemory(BytecodeCache):
    """The compiled form of each template's source."""

    def __init__(self):
        self._bytecode = {}

    def load_bytecode(self, bucket):
        bucket.code = self._bytecode.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket):
        self._bytecode[bucket.key, bucket.checksum] = bucket.code


ADDRESSES = []
TEMPLATES = _InMemory()
TRANSLATIONS = {}


@contextmanager
def _sharing(make):
    """Make engines that share the compiled statements of those that `make` has made before.

    SQLAlchemy keeps them by dialect, so the dialect is shared, too. On a database server, where
    connecting is slow, so are the connections.
    """

    engines = {}

    def on_server(url, **options):
        key = (url, *(f"{name}={options[name]}" for name in sorted(options)))
        if key not in engines:
            engines[key] = make(url, query_cache_size=STATEMENTS, **options)
        # A separate engine, since tests keep data by engine; the connections are shared.
        engine = engines[key].execution_options()
        engine.dispose = lambda: None
        return engine

    def engine(url, **options):
        if url.get_backend_name() != "sqlite":
            return on_server(url, **options)
        sqlite_engine = make(url, **options)
        sqlite_engine.dialect, sqlite_engine._compiled_cache = _compiled_for_sqlite()
        return sqlite_engine

    try:
        yield engine
    finally:
        for shared_engine in engines.values():
            shared_engine.dispose()


@cache
def _compiled_for_sqlite():
    """A dialect that has connected to SQLite, and its compiled statements."""
    engine = create_engine("sqlite://")
    engine.connect().close()
    engine.dispose()
    return engine.dialect, LRUCache(STATEMENTS)
