"""One file per way to hear a home; a driver never imports its sibling."""
