"""The reference client of docs/captions.md: hears a channel and writes its captions.

It needs Python's own library and the packages of its engine, and imports nothing of the server: so
it runs on another machine, with a copy of this folder.
"""
