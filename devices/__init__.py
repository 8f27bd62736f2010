"""The home side: it may lose the network for days and forgets nothing."""
