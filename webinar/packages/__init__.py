"""Packages of modules for other systems: SCORM 1.2, SCORM 2004 and cmi5."""
