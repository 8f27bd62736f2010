"""A browser's session description: what of it is accepted, and what it is answered.

The hub waits for the browser's own checks and never sends to an address that a description
merely claims, so candidates are taken out of the offer: no mDNS name is looked up, nobody can
aim the hub at a third party. The text holds addresses and passwords: it is never logged, nor
is any part of it put into an exception.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from telecare.media.flow import MediaKind
from telecare.media.refusals import BadOffer, FingerprintMismatch
from telecare.protocol.media import MAX_OFFER_BYTES

MAX_OFFER_LINES: Final = 800  # Chromium's has about 200; parsing takes their square
SHA256_DIGITS: Final = 64
CANDIDATE_LINES: Final = ("a=candidate:", "a=end-of-candidates", "a=ice-options:")
SECTION: Final = re.compile(r"m=([a-z]+) (\d{1,5}) UDP/TLS/RTP/SAVPF ")
OPUS: Final = re.compile(r"a=rtpmap:(\d+) opus/48000/2")
FINGERPRINT: Final = re.compile(r"a=fingerprint:(\S+) (\S+)")
HOST_PREFERENCE: Final = 65_535
HOST_TYPE: Final = 126  # RFC 8445 §5.1.2.2
MAX_COMPONENT: Final = 256


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer fit for negotiation: `kinds` are its media sections in their order."""

    text: str
    kinds: tuple[MediaKind, ...]


def read_offer(text: str, fingerprint: str) -> Offer:
    """Check an offer and return it without its candidates.

    Raises:
        BadOffer: Too long, no single audio section, more than one video section, other kinds.
        FingerprintMismatch: Its certificate is not the one `fingerprint` names.
    """
    if len(text.encode(errors="replace")) > MAX_OFFER_BYTES:
        raise BadOffer
    lines = text.splitlines()
    if len(lines) > MAX_OFFER_LINES:
        raise BadOffer
    kinds = _kinds(lines)
    _require_fingerprint(lines, fingerprint)
    kept = [line for line in lines if not line.startswith(CANDIDATE_LINES)]
    return Offer("\r\n".join(kept) + "\r\n", kinds)


def _kinds(lines: Sequence[str]) -> tuple[MediaKind, ...]:
    kinds: list[MediaKind] = []
    for line in lines:
        if not line.startswith("m="):
            continue
        section = SECTION.match(line)
        match section and section[1]:
            case "audio" if "audio" not in kinds:
                kinds.append("audio")
            case "video" if "video" not in kinds:
                kinds.append("video")
            case _:
                raise BadOffer
    if "audio" not in kinds or not _bundled(lines, len(kinds)):
        raise BadOffer
    return tuple(kinds)


def _bundled(lines: Sequence[str], sections: int) -> bool:
    """Say whether every section has a name and all share one transport, the first one's."""
    names = [line.removeprefix("a=mid:") for line in lines if line.startswith("a=mid:")]
    groups = [line for line in lines if line.startswith("a=group:BUNDLE")]
    return (
        len(names) == sections
        and len(groups) == 1
        and groups[0].split(" ")[1:] == names
        and len(set(names)) == sections
    )


def _require_fingerprint(lines: Sequence[str], bound: str) -> None:
    """Require at least one SHA-256 fingerprint, and that every one is the bound one."""
    wanted = digits(bound)
    found = [FINGERPRINT.match(line) for line in lines if line.startswith("a=fingerprint:")]
    if not found or len(wanted) != SHA256_DIGITS:
        raise FingerprintMismatch
    for one in found:
        if one is None or one[1].lower() != "sha-256" or digits(one[2]) != wanted:
            raise FingerprintMismatch


def digits(fingerprint: str) -> str:
    """Return a fingerprint as bare small hexadecimal digits."""
    bare = fingerprint.strip().lower().removeprefix("sha-256").strip()
    return bare.replace(":", "")


def announce(answer: str, addresses: Sequence[str]) -> str:
    """Return an answer that names `addresses` in place of the address each socket is bound to.

    Of the fingerprints only SHA-256 is left (other ends fail on the rest), and the browser is
    asked to protect its voice against loss, as nobody repeats it. A candidate's port stays; the
    addresses of its family are each given a candidate, the first preferred.
    """
    lines: list[str] = []
    for line in answer.splitlines():
        if line.startswith("a=candidate:"):
            lines += _candidates(line, addresses)
        elif line.startswith("a=fingerprint:") and not line.startswith(
            "a=fingerprint:sha-256 "
        ):
            continue
        elif opus := OPUS.fullmatch(line):
            lines += [line, f"a=fmtp:{opus[1]} minptime=10;useinbandfec=1"]
        else:
            lines.append(line)
    return "\r\n".join(lines) + "\r\n"


def _candidates(line: str, addresses: Sequence[str]) -> list[str]:
    _, component, transport, _, bound, port, *_ = line.split()
    family = [address for address in addresses if (":" in address) == (":" in bound)]
    return [
        f"a=candidate:{order + 1} {component} {transport} {_priority(order, component)} "
        f"{address} {port} typ host"
        for order, address in enumerate(family)
    ]


def _priority(order: int, component: str) -> int:
    return (HOST_TYPE << 24) + ((HOST_PREFERENCE - order) << 8) + MAX_COMPONENT - int(component)
