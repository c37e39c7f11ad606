"""Interactive webinars and e-learning from Markdown.

Importing this package imports nothing else: wsgi.py patches the standard library first. The
application is made by `webinar.operate.web.app.create_app`.
"""
