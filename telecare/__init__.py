"""Telecare, the hub: what homes report, what the rules conclude, what people do about it."""
