"""Give simulated participants the broadcasts and snapshots of a room, without a server."""


class Room:
    """Broadcast as the wire does, with `version` and `after` for everyone."""

    def __init__(self):
        self.version = 10
        self.said = 10
        self.slide = 0
        self.state = "live"
        self.polls = []
        self.steps = []

    def snapshot(self):
        return {
            "version": self.version,
            "said": {"everyone": self.said},
            "room": {"state": self.state, "slide": self.slide, "slides": 9, "deck": "d"},
            "me": {"language": "en"},
            "polls": list(self.polls),
            "steps": list(self.steps),
        }

    def say(self, name, **body):
        after, self.version = self.said, self.version + 1
        self.said = self.version
        return name, {**body, "version": self.version, "audience": "everyone", "after": after}

    def move(self, slide):
        self.slide = slide
        return self.say("slide.moved", slide=slide)

    def open_poll(self, key="tea", kind="single"):
        poll = {"poll": key, "kind": kind, "state": "open", "options": ["a", "b"], "mine": None}
        self.polls = [poll]
        return self.say("poll.opened", poll=poll)
