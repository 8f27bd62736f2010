"""Numbers both ends of the wire agree on. Changing one is a change of the protocol."""

from datetime import timedelta
from typing import Final

MAX_BATCH: Final = 500  # observations in one delivery
MAX_BODY_BYTES: Final = 1024 * 1024  # one request body; 500 full observations need 0.15 MiB
MAX_DATA_BYTES: Final = 4096  # the free `data` object of one observation
MAX_NUMBER: Final = 2**53 - 1  # the largest integer every JSON reader keeps exactly
MAX_MISSING_RANGES: Final = 20  # gaps named in one answer; the rest is asked for next time

MAX_SIGNATURE_SKEW: Final = timedelta(seconds=300)  # else 401 clock_off with the hub's time
CLOCK_TRUSTED_WITHIN: Final = timedelta(
    seconds=120
)  # beyond, stamps are corrected by the offset
FUTURE_TOLERANCE: Final = timedelta(minutes=5)  # ahead of its own batch's clock: quarantined
LATE_AFTER: Final = timedelta(minutes=5)  # older than this at receipt: history, not news

HEARTBEAT: Final = timedelta(seconds=60)  # how often a gateway says it is there
CODE_LIFETIME: Final = timedelta(minutes=10)  # an enrolment code is single use and short-lived

DEVICE_PREFIX: Final = "/device/v1"
ENROLMENTS_PATH: Final = f"{DEVICE_PREFIX}/enrolments"
OBSERVATIONS_PATH: Final = f"{DEVICE_PREFIX}/observations"
SETTINGS_PATH: Final = f"{DEVICE_PREFIX}/settings"
CONTENT_TYPE: Final = "application/json"
