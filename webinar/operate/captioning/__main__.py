"""`python -m webinar.operate.captioning ADDRESS`: writes the captions of a channel.

The token is in the environment, where other users of the machine do not see it.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path

from webinar.operate.captioning.client import Client, Over
from webinar.operate.captioning.engine import Engine


def main(arguments: list[str] | None = None) -> int:
    """Run until the session ends; return the exit status."""
    parser = argparse.ArgumentParser(description="Write the captions of a channel by machine.")
    parser.add_argument("address", help="address of the server: https://webinar.example.org")
    parser.add_argument("--engine", choices=["pocketsphinx", "scripted"], required=True)
    parser.add_argument("--script", type=Path, help="script of the scripted engine, a JSON file")
    options = parser.parse_args(arguments)
    token = os.environ.get("CAPTIONS_TOKEN")
    if not token:
        parser.error("set CAPTIONS_TOKEN to the token that a host or `webinar captions allow` made")
    if options.engine == "scripted" and options.script is None:
        parser.error("--engine scripted needs --script")
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        Client(options.address, token, _engine(options)).run()
    except Over as over:
        logging.info("%s", over)
    except KeyboardInterrupt:
        return 130
    return 0


def _engine(options: argparse.Namespace) -> Engine:
    if options.engine == "scripted":
        from webinar.operate.captioning.scripted import ScriptedEngine

        return ScriptedEngine.read(options.script)
    from webinar.operate.captioning.pocket_sphinx import PocketSphinx

    return PocketSphinx()


if __name__ == "__main__":
    sys.exit(main())
