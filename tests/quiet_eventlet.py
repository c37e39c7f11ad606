"""eventlet, imported as the server does it: silently, since it warns of itself. Not patched."""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import eventlet
    from eventlet import hubs

__all__ = ["eventlet", "hubs"]
