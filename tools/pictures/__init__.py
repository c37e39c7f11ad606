"""What tools.screenshots is made of: a server of its own, people on it, and pages to look at."""
