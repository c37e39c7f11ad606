"""The parts of tools.screenshots: a server of its own, people on it, and pages to look at."""
