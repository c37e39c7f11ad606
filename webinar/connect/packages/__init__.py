"""Modules as files for other platforms: SCORM 1.2, SCORM 2004 and cmi5."""
