"""What organisers see and take away of sessions and courses.

- desk/: the organiser's sessions
- replay/: a session that is over, shown again from its timeline
- completion/: when a course is complete
- series/: sessions that belong together, repeated and dated; who may look at them
- attendance/: the rule that judges presence, corrections, freezing
- registers/: the pages of attendance: looking, correcting, freezing
- reports/: the report and its downloads
- protocol/: the protocol of a session: page, PDF, DOCX, HTML, Markdown, JSON
- followup/: agreed steps after the session: links of owners, reports, files, the board
- dashboards/: charts of a session, a series and a cohort, drawn by the server
- certificates/: certificates by rule, their public page, signed credentials
"""
