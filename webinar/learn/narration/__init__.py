"""The recording of a session as the narration of a course's slides."""
