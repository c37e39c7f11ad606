"""Drives browsers of three engines at the far ends of links, each by the protocol that it offers."""
