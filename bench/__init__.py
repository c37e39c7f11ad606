"""Measures the live path beside other servers, one command per target of docs/performance.md."""
