"""A session, its members, and the path that every message of it takes.

- rooms/: a session and its members, as they are stored
- engine/: what every live feature shares: gateway, room queue, fan-out, presence, pulse
- transport/: how messages travel as bytes: packets, WebSocket frames, links, the heartbeat
- sessions/: planning, beginning and ending a session; who has a seat, who runs it
- floor/: who presents now, and the hand-over
- lobby/: admission: waiting, letting in, the list of names, the check before a session
- consent/: the text that participants consent to when they join, and their consents
- call/: the call beside a session: its address, telephone number and PIN
- cohorts/: rosters: import, personal links, matching participants to the roster
"""
