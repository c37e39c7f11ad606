"""The shipped start with short deadlines for requests, so that tests do not wait for long ones.

It waits long for a single byte, so that this timeout alone ends none of these tests. A POST to
/slow is answered with its body, and takes longer to handle than a body may take to arrive.
"""

import tests.protocol.patience  # noqa: F401
import wsgi
from webinar.kit import concurrency
from webinar.kit.web import http_limits
from webinar.operate.web import starting

http_limits.KEEPALIVE_SECONDS = 1
http_limits.HEADERS_SECONDS = 1
http_limits.BODY_SECONDS = 2

create_app = starting.create_app


def create_slow_app(settings):
    app = create_app(settings)
    usual = app.wsgi_app

    def answer(environ, start_response):
        if environ["PATH_INFO"] != "/slow":
            return usual(environ, start_response)
        body = environ["wsgi.input"]
        first = body.read(1)
        concurrency.sleep(1.5 * http_limits.BODY_SECONDS)
        rest = body.read()
        concurrency.sleep(1.5 * http_limits.BODY_SECONDS)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [first + rest]

    app.wsgi_app = answer
    return app


starting.create_app = create_slow_app

wsgi.main([])
