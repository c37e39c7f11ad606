"""The server's entry: patch first, then make the application, then serve. `--help` tells more."""

import os

if os.environ.get("ASYNC_MODE", "eventlet") == "eventlet":
    import warnings

    with warnings.catch_warnings():
        # A decided default that is one setting away from being left: see docs/operators.md.
        warnings.simplefilter("ignore")
        import eventlet

        eventlet.monkey_patch()

import sys

from webinar.operate.web.starting import main

if __name__ == "__main__":
    # Nobody else of this machine reads what the server writes: names, answers, keys.
    os.umask(0o077)
    main(sys.argv[1:])
