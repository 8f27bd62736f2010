"""What a picture file is, told by its first bytes and never by what somebody calls it."""


def media_type(picture: bytes) -> str | None:
    """Return the media type of a WebP, JPEG or PNG file; None: it is none of them."""
    if picture[:4] == b"RIFF" and picture[8:12] == b"WEBP":
        return "image/webp"
    if picture[:3] == b"\xff\xd8\xff":
        return "image/jpeg"
    if picture[:8] == b"\x89PNG\r\n\x1a\n":
        return "image/png"
    return None
