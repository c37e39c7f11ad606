"""Halls: several officers behind one screen, each of whom is a member and counts once."""
