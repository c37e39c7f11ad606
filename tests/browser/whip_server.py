"""A media server with WHIP and WHEP: a page of Chromium that passes the sound on by WebRTC.

Its addresses are answered by the browser's own interception, and it asks our server who may send
and listen, as MediaMTX does.
"""

import json
from itertools import count
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from tests.protocol.waiting import until

HOST = "media.example"
SECRET = "a-secret-of-the-media-server-0123456789"
SETTINGS = {
    "WHIP_URL": f"https://{HOST}/{{path}}/whip",
    "WHEP_URL": f"https://{HOST}/{{path}}/whep",
    "WHIP_SECRET": SECRET,
}
ACTIONS = {"whip": "publish", "whep": "read"}

RELAY = """
const tracks = new Map(), peers = new Map();

async function open(offer, id, prepare) {
  const peer = new RTCPeerConnection();
  peers.set(id, peer);
  await peer.setRemoteDescription({ type: "offer", sdp: offer });
  prepare(peer);
  await peer.setLocalDescription();
  while (peer.iceGatheringState !== "complete") await new Promise((done) => setTimeout(done, 10));
  return peer.localDescription.sdp;
}

window.publish = ({ offer, id, path }) => open(offer, id, (peer) => {
  const { track } = peer.getTransceivers()[0].receiver;
  tracks.set(path, track);
  // Chromium decodes, and so passes on, only what something plays.
  const audio = new Audio();
  audio.muted = true;
  audio.srcObject = new MediaStream([track]);
  void audio.play();
});

window.read = async ({ offer, id, path }) =>
  tracks.has(path) ? open(offer, id, (peer) => peer.addTrack(tracks.get(path))) : null;

window.leave = (id) => peers.get(id)?.close();
"""

# Lets a test see the connections of a page.
REMEMBER_PEERS = """
window.peers = [];
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...options) {
    super(...options);
    peers.push(this);
  }
};
"""

# The sound that comes in over the page's newest connection.
RECEIVED = (
    "context.createMediaStreamSource(new MediaStream([peers.at(-1).getReceivers()[0].track]))"
)

CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Location, Link"}


class WhipServer:
    """`sessions` lists `(action, path)` of those begun, `left` of those ended by a browser.

    While `fault` is a status, it is the answer to everything; while it is "away", there is none.
    """

    def __init__(self, page, our_url):
        self._page = page
        self._access = f"{our_url}/media-server/access"
        self._opened = {}
        # The next one is taken before an answer is made, because other requests come in meanwhile.
        self._numbers = count()
        self.sessions = []
        self.left = []
        self.refused = []
        self.fault = None
        page.evaluate(RELAY)

    def serve(self, page):
        """Be the media server of this page, and of all others of its context."""
        page.context.add_init_script(REMEMBER_PEERS)
        page.watch.hosts.add(HOST)
        page.context.route(f"https://{HOST}/**", self._answer)
        page.reload()

    def wait_until(self, happened, problem):
        """Wait until `happened()`, and answer requests meanwhile."""
        until(lambda: self._page.evaluate("true") and happened(), problem=problem)

    def _answer(self, route):
        request = route.request
        if self.fault == "away":
            route.abort()
        elif self.fault is not None:
            route.fulfill(status=self.fault, headers=CORS)
        elif request.method == "DELETE":
            self._end(route, request.url.rpartition("/")[2])
        else:
            self._begin(route, *urlsplit(request.url).path.split("/")[1:3])

    def _begin(self, route, path, kind):
        action, headers = ACTIONS[kind], route.request.headers
        token = headers["authorization"].removeprefix("Bearer ")
        if not self._is_permitted(action, path, token):
            self.refused.append((action, path))
            return route.fulfill(status=401, headers=CORS)
        session = str(next(self._numbers))
        message = {"offer": route.request.post_data, "id": session, "path": path}
        answer = self._page.evaluate(f"(message) => {action}(message)", message)
        if answer is None:
            return route.fulfill(status=404, headers=CORS)
        self._opened[session] = action, path
        self.sessions.append((action, path))
        place = {"Location": f"/sessions/{session}", "Content-Type": "application/sdp"}
        return route.fulfill(status=201, headers=CORS | place, body=answer)

    def _end(self, route, session):
        self._page.evaluate("(id) => leave(id)", session)
        self.left.append(self._opened[session])
        route.fulfill(status=200, headers=CORS)

    def _is_permitted(self, action, path, token):
        question = {"action": action, "path": path, "token": token, "protocol": "webrtc"}
        request = Request(self._access, json.dumps(question).encode())
        try:
            with urlopen(request) as answer:
                return answer.status == 204
        except HTTPError as error:
            with error:
                return False
