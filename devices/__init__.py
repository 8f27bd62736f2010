"""The home side: may lose the network for days and forgets nothing."""
