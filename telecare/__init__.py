"""Telecare: the hub. Homes are heard, rules notice, a caseworker answers."""
