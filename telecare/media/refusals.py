"""What the media process refuses, each with the code of its answer."""

from typing import ClassVar

from telecare.protocol.media import RefusalCode


class MediaRefused(Exception):
    """The media process will not do this."""

    code: ClassVar[RefusalCode] = "bad_offer"
    status: ClassVar[int] = 400

    @property
    def sentence(self) -> str:
        """The English sentence for the hub's log; it holds nothing of the request."""
        return (self.__doc__ or "").partition("\n")[0]


class BadOffer(MediaRefused):
    """The session description cannot be used."""


class FingerprintMismatch(MediaRefused):
    """The session description is of another certificate than the seat."""

    code = "fingerprint_mismatch"


class Full(MediaRefused):
    """No more seats: every port is taken, or the process carries all it may."""

    code = "full"


class NoRoom(MediaRefused):
    """There is no such room."""

    code = "no_room"
    status = 404
