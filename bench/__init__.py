"""Compares the live path with other servers: one command per target of docs/performance.md."""
