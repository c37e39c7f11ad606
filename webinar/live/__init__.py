"""All that people do together while a session runs.

- pages/: joining, the participant's room, the console
- slides/: the deck, and moving it
- stage/: what a host brings to the projector instead of the slide
- pointer/: what the presenter points at, of the moment
- polls/: polls and ballots
- steps/: next steps: wordings, answers, the rule, owners
- groups/: group work: who is in which group, the note that a group writes together
- questions/: questions to the presenters: votes, moderation, translations, without a name
- chat/: messages to everyone or to the hosts, removal, mute
- signals/: raised hands, pace, reactions
- timing/: countdowns, breaks, the time of a session
- captions/: what interpreters type, and its readers
- interpreting/: the interpreter's desk
- remote/: the presenter's remote on a phone
- assessment/: the test before and after, at each learner's own pace
- presence/: who is here now, and presence as it was observed
- proxies/: halls: several officers behind one screen
"""
