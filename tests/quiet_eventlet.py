"""eventlet, imported as the server does it: silently, since it warns of itself. Not patched.

Nor does it stay to warn of every process that another test starts.
"""

import warnings
from unittest import mock

with warnings.catch_warnings(), mock.patch("os.register_at_fork"):
    warnings.simplefilter("ignore")
    import eventlet
    from eventlet import hubs

__all__ = ["eventlet", "hubs"]
