"""Tools for authors of modules: a live preview and a scaffold. No database."""
