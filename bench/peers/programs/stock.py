"""Flask-SocketIO on eventlet with its defaults, as its documentation starts it."""

from __future__ import annotations

import eventlet

eventlet.monkey_patch()

import os  # noqa: E402
import sqlite3  # noqa: E402
from typing import Any  # noqa: E402

from flask import Flask, request  # noqa: E402
from flask_socketio import SocketIO, emit, join_room  # noqa: E402

app = Flask(__name__)
# The product's heartbeat, so that heartbeats can be compared.
socketio = SocketIO(app, async_mode="eventlet", ping_interval=5, ping_timeout=10)
db = sqlite3.connect(os.environ["DATABASE"], isolation_level=None)
db.execute("PRAGMA journal_mode=WAL")
db.execute("PRAGMA synchronous=FULL")
db.execute(
    "CREATE TABLE votes (id INTEGER PRIMARY KEY, member TEXT, poll TEXT, option TEXT, op_id TEXT)"
)
version = 0


@app.get("/healthz")
def health() -> str:
    return "ok"


@socketio.on("connect")
def connect() -> None:
    join_room("room")


@socketio.on("slide.go")
def go(message: dict[str, Any]) -> None:
    global version
    version += 1
    body = {"slide": message["slide"], "version": version, "audience": "everyone"}
    emit("slide.moved", {**body, "after": version - 1}, to="room")


@socketio.on("poll.vote")
def vote(message: dict[str, Any]) -> dict[str, Any]:
    global version
    version += 1
    member = request.sid  # type: ignore[attr-defined]  # added by the library
    row = (member, message["poll"], message["options"][0], message["op_id"])
    db.execute("INSERT INTO votes (member, poll, option, op_id) VALUES (?, ?, ?, ?)", row)
    return {"ok": True, "version": version}


if __name__ == "__main__":
    # By default the server stops at 1024 connections.
    socketio.run(app, host="127.0.0.1", port=int(os.environ["PORT"]), max_size=10000)
