"""The shipped start that soon gives up a client which takes nothing of its response.

The response of /long fits into no buffer.
"""

import tests.protocol.patience  # noqa: F401
import wsgi
from webinar.kit.web import http_limits
from webinar.operate.web import starting

LONG_BYTES = 32 * 2**20

http_limits.SOCKET_SECONDS = 1

create_app = starting.create_app


def create_long_app(settings):
    app = create_app(settings)
    usual = app.wsgi_app

    def answer(environ, start_response):
        if environ["PATH_INFO"] != "/long":
            return usual(environ, start_response)
        start_response("200 OK", [("Content-Length", str(LONG_BYTES))])
        return [bytes(LONG_BYTES)]

    app.wsgi_app = answer
    return app


starting.create_app = create_long_app

wsgi.main([])
