"""What a delivery sets off at once, in the transaction that stores it.

Should any of it fail, the observation must not be lost with it: it is kept, and the failure
is told.
"""

import logging
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from telecare.actions import judging, prechecks, prompts, tasks
from telecare.db.types import from_us, to_us
from telecare.protocol.messages import Kind, prompt_answer_of
from telecare.records import arrivals
from telecare.records.actor import SERVICE
from telecare.records.arrivals import ObservationRow
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from telecare.records.prompts import Answer
from telecare.vault.vault import Vault

log = logging.getLogger(__name__)


def judge(db: Session, vault: Vault, resident_id: str, now: datetime) -> None:
    """Judge an emergency in the transaction that stores it.

    Should judgement itself fail, the observation must not be lost with it: it is kept, and
    the judge tick takes the resident before all others.
    """
    ctx = Context(db=db, ring=KeyRing(db, vault), actor=SERVICE, now=now)
    try:
        with db.begin_nested():
            judging.judge_resident(ctx, UUID(resident_id))
    except Exception:
        log.critical("an emergency could not be judged at once", exc_info=True)
        arrivals.mark_urgent(db, resident_id, to_us(now))


def tell(db: Session, vault: Vault, tap: ObservationRow) -> None:
    """Tell people what a tablet was tapped for, in the transaction that stores it.

    Should that fail, the observation stays: it is the resident's own word.
    """
    now = from_us(tap.received_at)
    ctx = Context(db=db, ring=KeyRing(db, vault), actor=SERVICE, now=now)
    taken_at = from_us(tap.taken_at)
    said = prompt_answer_of(tap.payload)
    try:
        with db.begin_nested():
            if tap.kind == Kind.DOCTOR_ASKED:
                tasks.ask_doctor(ctx, UUID(tap.resident_id), taken_at)
            elif said is not None:
                device_id = UUID(tap.device_id)  # the alert first: locks as a judge takes them
                answer = Answer(said.answer)
                prechecks.answered_on_tablet(db, device_id, said.prompt_id, answer, now)
                prompts.answered(ctx, device_id, said, taken_at)
    except Exception:
        log.critical("what a tablet was tapped for could not be told", exc_info=True)
