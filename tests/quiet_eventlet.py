"""Import eventlet silently, as the server does, since it warns about itself; it is not patched.

Its fork hook is left out, or it would warn of every process that another test starts.
"""

import warnings
from unittest import mock

with warnings.catch_warnings(), mock.patch("os.register_at_fork"):
    warnings.simplefilter("ignore")
    import eventlet
    from eventlet import hubs

__all__ = ["eventlet", "hubs"]
