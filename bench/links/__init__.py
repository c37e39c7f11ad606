"""Slow, lossy and broken links, on which real programs of this machine meet."""
