"""All that people do together while a session runs.

- pages/: joining, the participant's room, the console
- slides/: the deck, moving it, and the slides that are hidden in one session
- stage/: the poll, result or step that a host shows on the projector instead of the slide
- pointer/: the spot on the slide at which the presenter points; it is never stored
- marker/: the passages of the slide that the presenter has marked
- polls/: polls and ballots
- steps/: next steps: wordings, answers, the rule, owners
- groups/: group work: who is in which group, the note that a group writes together
- questions/: questions to the presenters, also anonymous ones: votes, moderation, translations
- chat/: messages to everyone or to the hosts, removal, mute
- signals/: raised hands, pace, reactions
- timing/: countdowns, breaks, the time of a session
- captions/: the lines that interpreters type for the readers of their language
- sound/: the channels of the voice, and its packets of Opus
- recording/: the recording of the voice: its switch, the sound, and the files to listen to
- voice/: who speaks in which channel, and the sound on its way to the listeners
- talk/: the participants whom hosts let speak, for how long, and the floor while they hold a button
- stills/: the still picture of the speaker, and of a host's screen
- transcription/: the programs beside the server that hear a channel and write its captions
- media_server/: a server with LiveKit or WHIP that carries the voice beside our own
- interpreting/: the interpreter's desk
- remote/: the presenter's remote on a phone
- assessment/: tests before and after the session, taken at each learner's own pace
- awaited/: the people who have not answered the open poll or the step that is put
- picks/: the fair choice of who answers, among those who have had the fewest turns
- presence/: who is here now, and presence as it was observed
- proxies/: halls: several officers behind one screen
"""
