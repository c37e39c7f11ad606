"""Drives browsers of three engines at the far ends of links, each by a protocol of its own."""
