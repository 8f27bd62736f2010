"""UDP sockets of calls: one a connection, from the operator's range, with room for bursts."""

import errno
import socket
from collections.abc import Sequence
from ipaddress import ip_address
from typing import Final

import ifaddr

from telecare.media.refusals import Full

BUFFER_BYTES: Final = (
    1 << 20
)  # the usual 208 KiB is about 90 full packets; the kernel may cap it
LOOPBACK: Final = "127.0.0.1"
BRIDGES: Final = ("docker", "br-", "veth", "virbr", "cni", "flannel", "lxc", "podman")


def own_addresses() -> list[str]:
    """Return this machine's IPv4 addresses, container bridges left out, loopback last."""
    found = [
        str(ip.ip)
        for adapter in ifaddr.get_adapters()
        if not adapter.name.startswith(BRIDGES)
        for ip in adapter.ips
        if ip.is_IPv4 and not ip_address(str(ip.ip)).is_loopback
    ]
    return [*found, LOOPBACK]


class Ports:
    """The range of ports, used in turn so that a late packet finds no new owner."""

    def __init__(self, first: int, last: int, addresses: Sequence[str]) -> None:
        """Use the ports from `first` to `last` for browsers that reach us at `addresses`."""
        self.addresses = tuple(addresses)
        self._first = first
        self._count = last - first + 1
        self._next = 0

    def open(self) -> list[socket.socket]:
        """Return a bound socket for each family of the addresses.

        Raises:
            Full: No port of the range is free.
        """
        families = {ip_address(address).version for address in self.addresses}
        opened: list[socket.socket] = []
        try:
            for version in sorted(families):
                opened += [self._bind(version)]
        except Full:
            for one in opened:
                one.close()
            raise
        return opened

    def _bind(self, version: int) -> socket.socket:
        address = self._bound_to(version)
        family = socket.AF_INET if version == 4 else socket.AF_INET6  # noqa: PLR2004 - IPv4
        for _ in range(self._count):
            port = self._first + self._next
            self._next = (self._next + 1) % self._count
            bound = _try(family, address, port)
            if bound is not None:
                return bound
        raise Full

    def _bound_to(self, version: int) -> str:
        """Return the only address of a family if it is this machine's own, else the wildcard.

        An announced address may be a router's, and one of several must not be chosen for all.
        """
        family = [one for one in self.addresses if ip_address(one).version == version]
        if len(family) == 1 and _is_ours(family[0], version):
            return family[0]
        return "0.0.0.0" if version == 4 else "::"  # noqa: PLR2004, S104 - packets of calls only


def _is_ours(address: str, version: int) -> bool:
    family = socket.AF_INET if version == 4 else socket.AF_INET6  # noqa: PLR2004 - IPv4
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((address, 0))
        except OSError:
            return False
    return True


def _try(family: socket.AddressFamily, address: str, port: int) -> socket.socket | None:
    """Return a bound socket; None: the port is taken."""
    bound = socket.socket(family, socket.SOCK_DGRAM)
    try:
        bound.setblocking(False)  # noqa: FBT003 - the standard library's own call
        if family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        for option in (socket.SO_RCVBUF, socket.SO_SNDBUF):
            bound.setsockopt(socket.SOL_SOCKET, option, BUFFER_BYTES)
        bound.bind((address, port))
    except OSError as error:
        bound.close()
        if error.errno in {errno.EADDRINUSE, errno.EACCES}:
            return None
        raise
    return bound
