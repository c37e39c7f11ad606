"""Speech whose quality is measured: what is said, what is encoded, what is heard."""
