"""Simulated members handle messages in the order in which the server sends them."""

import threading

from engineio.packet import MESSAGE, Packet

from webinar.operate.rehearsal.ordered_client import OrderedClient


def test_each_message_is_handled_before_the_next_is_read():
    client = OrderedClient(handle_sigint=False)
    handled = []
    client.on("*", lambda name, *_bodies: handled.append((name, threading.current_thread())))

    for name in ("step.decided", "step.changed"):
        client.eio._receive_packet(Packet(MESSAGE, data=f'2["{name}",{{}}]'))

    this_thread = threading.current_thread()
    assert handled == [("step.decided", this_thread), ("step.changed", this_thread)]
