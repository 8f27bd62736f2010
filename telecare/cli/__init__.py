"""The operator's door: one module a command."""
