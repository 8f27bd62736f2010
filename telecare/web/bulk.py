"""Many alerts at once, over HTTP: every row is a transaction, and is answered by itself."""

from typing import Final

from flask import Blueprint

from telecare.actions import bulk
from telecare.boards import triage as boards
from telecare.boards.shapes.bulk import BulkAnswer, BulkAsked, BulkResult
from telecare.boards.shapes.triage import VerbAnswer
from telecare.errors import Refused
from telecare.records.staff import Role
from telecare.web.guard import Enter, allow_steps, read_body, said_of

TRIAGE: Final = (Role.CASEWORKER, Role.SUPERVISOR, Role.ADMINISTRATOR)

blueprint = Blueprint("bulk", __name__)


@blueprint.post("/api/alerts/bulk")
@allow_steps(*TRIAGE, body=BulkAsked, answers=BulkAnswer)
def many(enter: Enter) -> BulkAnswer:
    """Claim, assign, resolve or close up to 100 alerts; refused rows say why, others stand.

    The whole is refused only if nothing can be done with it (422), or nobody is signed in.
    """
    body = read_body(BulkAsked)
    with enter():
        order = bulk.Order(bulk.Verb(body.verb), body.to, body.outcome)
        rows = [bulk.Row(one.id, one.version, one.lease_token) for one in body.rows]
        bulk.check(order, rows)
    return BulkAnswer(rows=[_one(enter, order, row) for row in rows])


def _one(enter: Enter, order: bulk.Order, row: bulk.Row) -> BulkResult:
    try:
        with enter() as ctx:
            claimed = bulk.one(ctx, order, row)
            answer = VerbAnswer(
                row=boards.row(ctx, row.id),
                lease_token=None if claimed is None else claimed.lease_token,
                undo_until=None if claimed is None else claimed.undo_until,
            )
    except Refused as refusal:
        return BulkResult(id=row.id, done=None, refused=said_of(refusal))
    return BulkResult(id=row.id, done=answer, refused=None)
