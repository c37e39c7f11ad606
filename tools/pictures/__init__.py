"""The parts of tools.screenshots: its server, the people on it, and the pages they see."""
