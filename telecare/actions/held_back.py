"""Held back: what a running suppression does to the judge's decision to open an alert.

Only opening asks: an alert that stands is fed, cleared and ended as ever, and the verdicts are
kept (I6). So whatever is still true when a suppression ends opens at once.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from telecare.care.alert import Act, Decision, Episode, decide
from telecare.care.facts import Finding, Judgement
from telecare.care.suppression import covers
from telecare.records import suppressions

OPENING: Final = frozenset({Act.OPEN, Act.REOPEN})


def unless_held(
    db: Session,
    resident_id: UUID,
    decision: Decision,
    last: Episode | None,
    concluded: Sequence[Judgement],
    now: datetime,
) -> Decision:
    """Return `decision`, or what remains of it without the findings that are held back.

    A suppression of one device hides no finding about another: the class is decided again from
    those that are not covered. Asked only when something is about to open.
    """
    if decision.act not in OPENING:
        return decision
    running = [suppressions.value(row) for row in suppressions.running_of(db, resident_id)]

    def held(finding: Finding) -> bool:
        told = finding.severity, finding.alert_class, finding.subject
        return any(covers(one, *told, now) for one in running)

    open_ones = [j for j in concluded if j.finding is None or not held(j.finding)]
    if len(open_ones) == len(concluded):
        return decision
    return decide(None, last, open_ones, now)
