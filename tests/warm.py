"""What libraries work out once for a process that lives long, kept from one test to the next.

A test builds the server anew, and would compile every statement, template and address again: that
takes longer than most tests do. Kept is only what depends on nothing of the test: each is found by
all that it was made of.
"""

from contextlib import ExitStack, contextmanager
from functools import cache
from unittest import mock

from jinja2 import BytecodeCache
from sqlalchemy import create_engine
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from webinar import db

STATEMENTS = 5000


@contextmanager
def warm():
    """Engines and addresses that are made meanwhile use what earlier ones have worked out."""
    with ExitStack() as stack:
        engines = stack.enter_context(_sharing(db._engine))
        stack.enter_context(mock.patch.object(db, "_engine", engines))
        made = _remembering(Rule.compile)
        stack.enter_context(mock.patch.object(Rule, "compile", made))
        yield


def warm_pages(app):
    """Let this application take the templates and translations that an earlier one has read."""
    app.jinja_env.bytecode_cache = TEMPLATES
    with app.app_context():
        app.extensions["babel"].instance.domain_instance.cache = TRANSLATIONS


class _InMemory(BytecodeCache):
    """Of each template what its source was compiled to; Jinja compares the source."""

    def __init__(self):
        self._kept = {}

    def load_bytecode(self, bucket):
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket):
        self._kept[bucket.key] = bucket.bytecode_to_string()


TEMPLATES = _InMemory()
TRANSLATIONS = {}


@contextmanager
def _sharing(make):
    """How to make an engine with the compiled statements of those that `make` has made before.

    SQLAlchemy keeps them by their dialect, so that is shared as well. To a server, which takes long
    to greet, so are the connections.
    """

    kept = {}

    def on_server(url, **options):
        key = (url, *(f"{name}={options[name]}" for name in sorted(options)))
        if key not in kept:
            kept[key] = make(url, query_cache_size=STATEMENTS, **options)
        # Of its own, since what a test keeps is kept by engine; the connections are shared.
        engine = kept[key].execution_options()
        engine.dispose = lambda: None
        return engine

    def engine(url, **options):
        if url.get_backend_name() != "sqlite":
            return on_server(url, **options)
        made = make(url, **options)
        made.dialect, made._compiled_cache = _compiled_for_sqlite()
        return made

    try:
        yield engine
    finally:
        for one in kept.values():
            one.dispose()


@cache
def _compiled_for_sqlite():
    """A dialect that has met SQLite, and what was compiled for it."""
    engine = create_engine("sqlite://")
    engine.connect().close()
    engine.dispose()
    return engine.dialect, LRUCache(STATEMENTS)


def _remembering(compile_rule):
    """How an address is taken apart and put together: Werkzeug compiles functions for each rule."""
    kept = {}

    def compile_as_before(rule):
        defaults = tuple(sorted((rule.defaults or {}).items()))
        converters = frozenset(rule.map.converters.items())
        key = (rule.rule, rule.subdomain, rule.merge_slashes, defaults, converters)
        if key not in kept:
            compile_rule(rule)
            made = rule._build.__func__, rule._build_unknown.__func__
            kept[key] = rule._parts, rule._trace, rule._converters, rule.arguments, made
        rule._parts, rule._trace, rule._converters, rule.arguments, made = kept[key]
        rule._build, rule._build_unknown = (build.__get__(rule, None) for build in made)

    return compile_as_before
