"""The results of sessions and courses: pages, files and certificates for organisers.

- desk/: the organiser's sessions
- navigation/: the bar of the desk's places, and the tabs of a session
- owners/: the page of the co-owners of a session, series, cohort or course
- posters/: a sheet of paper that says how to join a session or a course
- replay/: a finished session, shown again from its timeline
- completion/: the rule for completing a course, and each learner's progress
- series/: sessions that belong together, copies, the calendar, helpers and viewers
- attendance/: the rule that judges presence, corrections, frozen reports
- registers/: the pages that show, correct and freeze attendance
- reports/: the report and its downloads
- protocol/: the protocol of a session: page, PDF, DOCX, HTML, Markdown, JSON
- followup/: agreed steps after the session: owners' links, their reports and files, the board
- dashboards/: charts of a session, a series and a cohort, drawn by the server
- certificates/: certificates by rule, their public page, signed credentials
"""
