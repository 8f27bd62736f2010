"""Putting a home agent together: from a state directory, or from an enrolment code."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
import urllib3

from devices.diary import Diary
from devices.home import HomeAgent
from devices.identity import Identity, keep_identity, load_identity, own_key
from devices.link import Link, enrol
from devices.sighting import Driver


@dataclass(frozen=True, slots=True)
class Installation:
    """Where a home keeps its key, its identity and its diary, and which hub it talks to."""

    hub: str
    state: Path
    pool: urllib3.PoolManager

    def identity(self) -> Identity | None:
        """Return who this home is, None before enrolment; the hub may have moved."""
        identity = load_identity(self.state)
        if identity is None or identity.hub == self.hub:
            return identity
        moved = msgspec.structs.replace(identity, hub=self.hub)
        keep_identity(self.state, moved)
        return moved

    def enrol(self, code: str, *, installed_at: datetime | None, now: datetime) -> Identity:
        """Redeem a code for this home's own key and remember the answer.

        Raises:
            NotEnrolled: the hub refused or cannot be reached.
            BadState: the key file cannot be used.
        """
        self.state.mkdir(parents=True, exist_ok=True, mode=0o700)
        answer = enrol(
            self.pool,
            self.hub,
            code=code,
            signer=own_key(self.state),
            installed_at=installed_at,
        )
        identity = Identity(
            hub=self.hub,
            device_id=str(answer.device_id),
            zone=answer.resident_zone,
            heartbeat_s=answer.heartbeat_s,
            sensors=answer.sensors,
            enrolled_at=now,
        )
        keep_identity(self.state, identity)
        return identity

    def agent(
        self,
        identity: Identity,
        driver: Driver,
        roll: Callable[[], float],
        *,
        heartbeat_scale: float = 1.0,
    ) -> HomeAgent:
        """Open the diary and the line of an enrolled home."""
        link = Link(
            self.pool, self.hub, device_id=identity.device_id, signer=own_key(self.state)
        )
        return HomeAgent(
            state=self.state,
            identity=identity,
            diary=Diary(self.state / "diary.db"),
            link=link,
            driver=driver,
            roll=roll,
            heartbeat_scale=heartbeat_scale,
        )
