"""How well one device is heard, as a screen says it."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row

from telecare.boards.register import heard
from telecare.care.facts import Power
from telecare.care.parameters import SilentDevice

DeviceState = Literal["heard", "late", "silent", "never", "revoked"]


def device_state(device: Row[Any], numbers: SilentDevice, now: datetime) -> DeviceState:
    """Say how well one device is heard, by the numbers of the rule `silent_device`."""
    if device.revoked_at is not None:
        return "revoked"
    if device.parent_id is None:
        known = heard(device.heard_at, numbers, now)
        return "silent" if known == "blind" else known
    if device.heard_at is None:
        return "never"
    mains = device.power is Power.MAINS
    limit = numbers.mains_sensor if mains else numbers.battery_sensor
    return "silent" if now - device.heard_at >= limit else "heard"
