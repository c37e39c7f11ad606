"""Collects the errors of every page of a context that nobody would see.

No page may contact another host, fail in a script, violate a policy or open a dialog.
"""

from urllib.parse import urlsplit

# A page that requests something missing gets a 404, which the browser logs as an error.
ERROR_ANSWER = "Failed to load resource: the server responded with a status of"
# A busy machine, or a page without scripts, uses the preloaded deck later than the browser expects.
LATE_PRELOAD = "was preloaded using link preload but not used within a few seconds"
# What a browser logs while the server cannot be reached.
CUT_OFF = ("net::ERR_", "WebSocket connection to", "WebSocket is closed", "Failed to load resource")

REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy broken: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))
"""


class Watch:
    """The faults of a context.

    While `is_cut`, failing connections are no fault; answers with a status in `foreseen` never are.
    """

    def __init__(self, context, hosts):
        self.hosts = hosts
        self._faults = []
        self.is_cut = False
        self.foreseen = set()
        self.requests = []
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self._hear)
        context.on("weberror", lambda failed: self._faults.append(f"uncaught: {failed.error}"))
        context.on("dialog", self._dismiss)
        context.on("request", self._see)
        context.on("response", self._judge)

    @property
    def faults(self):
        return list(self._faults)

    def _hear(self, message):
        if message.type not in ("error", "warning") or any(
            words in message.text for words in (ERROR_ANSWER, LATE_PRELOAD)
        ):
            return
        if self.is_cut and any(words in message.text for words in CUT_OFF):
            return
        address = message.location.get("url", "") if message.location else ""
        self._faults.append(f"console: {message.text} ({address})")

    def _dismiss(self, dialog):
        self._faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _see(self, request):
        self.requests.append(request.url)
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc not in self.hosts:
            self._faults.append(f"another host: {request.url}")

    def _judge(self, response):
        """Only the page itself may be refused; its parts must be there."""
        if response.status in self.foreseen:
            return
        is_page = response.request.is_navigation_request()
        if response.status >= 500 or (response.status >= 400 and not is_page):
            self._faults.append(f"answered {response.status}: {response.url}")
