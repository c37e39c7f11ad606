"""A platform for packages: it unpacks one, frames its page and provides the standard's run-time."""

import io
import mimetypes
import threading
import zipfile
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from config import ROOT

RUN_TIME = ROOT / "node_modules/scorm-again/dist/scorm-again.min.js"
# The run-time stores its values in this browser, as a platform does on its server.
LMS = """
const kind = new URLSearchParams(location.search).get("kind");
const api = kind === "scorm12" ? new Scorm12API({mastery_override: true}) : new Scorm2004API({});
if (kind === "scorm12") api.cmi.student_data.mastery_score = "70";
else api.cmi.scaled_passing_score = "0.7";
const kept = JSON.parse(localStorage.getItem(kind) || "null");
if (kept) api.loadFromJSON(kept.cmi, "");
const keep = () => localStorage.setItem(kind, JSON.stringify(api.renderCMIToJSONObject()));
for (const name of ["LMSCommit", "LMSFinish", "Commit", "Terminate"]) api.on(name, keep);
if (kind === "scorm12") window.API = api; else window.API_1484_11 = api;
const frame = document.createElement("iframe");
frame.src = "/package/index.html";
frame.style = "inline-size: 100%; block-size: 700px; border: 0";
document.body.append(frame);
"""
PAGE = """<!DOCTYPE html><meta name="viewport" content="width=device-width"><title>LMS</title>
<body style="margin: 0"><script src="/run-time.js"></script><script src="/lms.js"></script>"""


class Platform:
    """Serves a package and the page that launches it; `asked` lists every requested path."""

    def __init__(self, content):
        archive = zipfile.ZipFile(io.BytesIO(content))
        self.files = {f"/package/{name}": archive.read(name) for name in archive.namelist()}
        self.files |= {
            "/": PAGE.encode(),
            "/lms.js": LMS.encode(),
            "/run-time.js": RUN_TIME.read_bytes(),
            "/favicon.ico": b"",
        }
        self.asked = []
        platform = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                platform.get(self)

            def do_POST(self):
                platform.write(self)

            do_PUT = do_POST

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def get(self, request):
        path = request.path.partition("?")[0]
        self.asked.append(path)
        name = {"/": "index.html"}.get(path, path)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        answer(request, 200 if path in self.files else 404, self.files.get(path, b""), kind)

    def write(self, request):
        self.asked.append(request.path)
        answer(request, 404)


def answer(request, status, content=b"", kind="application/json"):
    # A closing page does not wait for the answer.
    with suppress(ConnectionError):
        request.send_response(status)
        request.send_header("Content-Type", f"{kind}; charset=utf-8")
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)
