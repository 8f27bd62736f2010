"""Judge one resident: hearing first, then every rule, always in the same order."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from telecare.care.facts import AlertClass, Facts, Judgement
from telecare.care.hearing import hearing
from telecare.care.parameters import Parameters
from telecare.care.rules import missed_check_in as _missed_check_in
from telecare.care.rules import never_heard as _never_heard
from telecare.care.rules import quiet_home as _quiet_home
from telecare.care.rules import silent_device as _silent_device
from telecare.care.rules import sos as _sos

_MODULES: Final = (_sos, _missed_check_in, _quiet_home, _silent_device, _never_heard)


def _name(module: object) -> str:
    return str(module.__name__).rpartition(".")[2]  # type: ignore[attr-defined]


RULES: Final = tuple(_name(module) for module in _MODULES)  # the order of judgement

ALERT_CLASSES: Final[Mapping[str, AlertClass]] = MappingProxyType(
    {_name(module): module.ALERT_CLASS for module in _MODULES}
)

VERSIONS: Final[Mapping[str, int]] = MappingProxyType(
    {_name(module): module.VERSION for module in _MODULES}
)


def judge(facts: Facts, parameters: Parameters, now: datetime) -> tuple[Judgement, ...]:
    """Return what every rule concludes about every subject at `now`.

    Pure: the same facts, parameters and instant give the same answer for ever. Nothing changes
    before the earliest `due_at` of the answer unless a new fact arrives.

    Raises:
        ValueError: `now` is naive.
    """
    if now.tzinfo is None:
        raise ValueError("now must be aware")
    heard = hearing(facts, parameters, now)
    return (
        *_sos.sos(facts, parameters.sos, heard, now),
        *_missed_check_in.missed_check_in(facts, parameters.missed_check_in, heard, now),
        *_quiet_home.quiet_home(facts, parameters.quiet_home, heard, now),
        *_silent_device.silent_device(facts, parameters.silent_device, heard, now),
        *_never_heard.never_heard(facts, parameters.never_heard, heard, now),
    )


def push_window(judgement: Judgement, facts: Facts, parameters: Parameters) -> timedelta | None:
    """Return by how much a new observation of the judged subject may push its `due_at`.

    The shortest silence that could mean anything, so that a deadline pushed without judging is
    never too late. None: this rule does not wait on a silence.
    """
    match judgement.rule:
        case "quiet_home":
            return _quiet_home.shortest_limit(facts.plan, parameters.quiet_home)
        case "silent_device":
            numbers = parameters.silent_device
            limits: dict[str, timedelta] = {
                str(device.id): _silent_device.first_limit(device, numbers)
                for device in facts.devices
            }
            return limits.get(judgement.subject)
        case _:
            return None
