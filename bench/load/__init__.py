"""The load generator: many WebSocket clients in one process, cheap per event."""
