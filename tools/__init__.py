"""The parts of ./run and ./check.

Until the environment exists only the standard library is used.
"""
