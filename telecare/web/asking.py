"""What a request says of itself."""

from flask import request


def opened() -> bool:
    """Whether a person opened this, rather than a screen refreshing itself (`X-Opened: 0`)."""
    return request.headers.get("X-Opened", "1") != "0"
