"""Parameters: every rule's numbers, recorded in versions; running alerts keep their own."""

from sqlalchemy import func, insert, select

from telecare.care.parameters import Parameters
from telecare.records import audit
from telecare.records.context import Context
from telecare.records.facts import parameters_at
from telecare.records.plans import PARAMETERS


def record_parameters(ctx: Context, parameters: Parameters) -> int | None:
    """Record a new set of numbers for this hub, in force from now on.

    Returns:
        Its version, or None when these numbers are in force already.
    """
    if parameters_at(ctx.db, ctx.now) == parameters:
        return None
    version = (ctx.db.scalar(select(func.max(PARAMETERS.c.version))) or 0) + 1
    ctx.db.execute(insert(PARAMETERS).values(
        version=version, recorded_at=ctx.now, recorded_by=ctx.actor.staff_id,
        parameters=parameters.to_json(),
    ))  # fmt: skip
    audit.write(ctx.db, ctx.actor, "parameters.recorded", at=ctx.now, version=version)
    return version
