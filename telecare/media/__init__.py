"""The media process: rooms that forward encrypted packets without decoding them."""
