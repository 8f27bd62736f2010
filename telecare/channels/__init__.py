"""Outward: one module per channel, each with `deliver`; only the scheduler calls them."""
