"""The server's entry: patch first, then make the application, then serve. See `--help`."""

import gc
import os

# Nearly all that a start makes stays, and the collector would visit it again and again: a fifth of
# the start's time. `tune_interpreter` switches it on.
gc.disable()

if os.environ.get("ASYNC_MODE", "eventlet") == "eventlet":
    import warnings

    # See look_up_in_threads.
    os.environ["EVENTLET_NO_GREENDNS"] = "yes"
    with warnings.catch_warnings():
        # Hide eventlet's deprecation: we chose it; one setting replaces it (docs/operators.md).
        warnings.simplefilter("ignore")
        import eventlet

        # PostgreSQL's driver waits in postgres_waits.
        eventlet.monkey_patch(psycopg=False)

    from webinar.kit.concurrency import look_up_in_threads

    look_up_in_threads()

import sys

from webinar.kit.sparing import UNUSED, sparing

with sparing(*UNUSED):
    from webinar.operate.web.starting import main

if __name__ == "__main__":
    # Other users of this machine must not read the server's files: names, answers, keys.
    os.umask(0o077)
    main(sys.argv[1:])
