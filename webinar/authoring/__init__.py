"""For those who write modules: a live preview and a scaffold. No database."""
