"""What ./run and ./check are made of.

Until the environment exists only the standard library is used.
"""
