"""Connections with other systems.

- packages/: packages for other systems: SCORM 1.2, SCORM 2004, cmi5
- xapi/: statements for a record store
- lti/: courses in other learning platforms
"""
