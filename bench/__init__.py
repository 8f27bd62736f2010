"""Measured promises: each module prints a table and asserts nothing about wall time."""
