"""Halls: several officers behind one screen. Each is a member and counts once."""
