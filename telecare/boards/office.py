"""Accounts, the organisations in scope, and the audit trail."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, func, literal, or_, select

from telecare.boards import audit_words, words
from telecare.boards.names import staff_names
from telecare.boards.shapes.common import Bilingual
from telecare.boards.shapes.office import (
    AuditPage,
    AuditRow,
    OrganisationRow,
    Organisations,
    StaffList,
    StaffRow,
)
from telecare.records import audit, residents
from telecare.records.audit import ENTRIES
from telecare.records.context import Context
from telecare.records.organisations import ORGANISATIONS, Kind
from telecare.records.scope import subtree
from telecare.records.staff import Passkey, Staff

STAFF: Final = Staff.__table__
ENTRIES_SHOWN: Final = 100
STAFF_AT_MOST: Final = 2_000  # a province's whole staff


def staff_list(ctx: Context) -> StaffList:
    """Return the accounts of the actor's organisation and below it; leaves a view entry."""
    rows = ctx.db.execute(_accounts(ctx)).all()
    ctx.ring.warm(row.name for row in rows)
    audit.write(ctx.db, ctx.actor, "staff.listed", at=ctx.now, shown=len(rows))
    return StaffList(rows=[_account(ctx, row) for row in rows])


def staff_row(ctx: Context, staff_id: UUID) -> StaffRow:
    """Return one account as it stands after a change to it."""
    return _account(ctx, ctx.db.execute(_accounts(ctx).where(STAFF.c.id == staff_id)).one())


def organisations(ctx: Context) -> Organisations:
    """Return the actor's organisation, all above and below it, and every institution."""
    rows = ctx.db.execute(
        select(ORGANISATIONS)
        .where(
            or_(
                ORGANISATIONS.c.path.startswith(ctx.actor.path, autoescape=True),
                literal(ctx.actor.path).startswith(ORGANISATIONS.c.path),
                ORGANISATIONS.c.kind == Kind.INSTITUTION,  # one may be asked to care
            )
        )
        .order_by(ORGANISATIONS.c.path)
    )
    return Organisations(
        rows=[
            OrganisationRow(
                id=row.id,
                parent_id=row.parent_id,
                kind=row.kind.value,
                code=row.code,
                name=Bilingual(ko=row.name_ko, en=row.name_en),
            )
            for row in rows
        ]
    )


def audit_page(ctx: Context, *, resident_id: UUID | None, before: int | None) -> AuditPage:
    """Return entries of the actor's organisations, newest first; looking leaves one too.

    Args:
        ctx: Who asks, and when.
        resident_id: Only what concerns this resident, wherever it was done.
        before: Only entries older than this one; None: the newest.

    Raises:
        NotYours: The actor may not see that resident.
    """
    asked = select(ENTRIES).order_by(ENTRIES.c.id.desc()).limit(ENTRIES_SHOWN + 1)
    if resident_id is None:
        asked = asked.where(ENTRIES.c.organisation_id.in_(subtree(ctx.actor.path)))
    else:
        residents.one_for(ctx, resident_id)
        asked = asked.where(ENTRIES.c.resident_id == resident_id)
    if before is not None:
        asked = asked.where(ENTRIES.c.id < before)
    rows = ctx.db.execute(asked).all()
    shown = rows[:ENTRIES_SHOWN]
    names = staff_names(ctx, [row.staff_id for row in shown])
    audit.write(
        ctx.db, ctx.actor, "audit.viewed", at=ctx.now, resident=resident_id, purpose="audit",
        before=before,
    )  # fmt: skip
    return AuditPage(
        rows=[
            AuditRow(
                id=row.id,
                at=row.at,
                who=names.get(row.staff_id),
                role=row.role,
                what=row.what,
                said=audit_words.done(row.what),
                purpose=words.PURPOSES.get(row.purpose or ""),
                resident_id=row.resident_id,
                alert_id=row.alert_id,
                facts=row.facts,
            )
            for row in shown
        ],
        before=shown[-1].id if len(rows) > ENTRIES_SHOWN else None,
    )


def _accounts(ctx: Context) -> Any:  # noqa: ANN401 - a select of an account and its place
    passkeys = select(func.count()).where(Passkey.staff_id == STAFF.c.id).scalar_subquery()
    return (
        select(
            STAFF,
            ORGANISATIONS.c.name_ko,
            ORGANISATIONS.c.name_en,
            passkeys.label("passkeys"),
        )
        .join(ORGANISATIONS, ORGANISATIONS.c.id == STAFF.c.organisation_id)
        .where(STAFF.c.organisation_id.in_(subtree(ctx.actor.path)))
        .order_by(STAFF.c.ended_at.is_not(None), ORGANISATIONS.c.path, STAFF.c.login)
        .limit(STAFF_AT_MOST)
    )


def _account(ctx: Context, row: Row[Any]) -> StaffRow:
    return StaffRow(
        id=row.id,
        login=row.login,
        name=ctx.ring.read(row.name, table="staff", column="name", row=row.id),
        role=row.role.value,
        organisation_id=row.organisation_id,
        organisation_name=Bilingual(ko=row.name_ko, en=row.name_en),
        language=row.language.value,
        second_factor=row.totp_confirmed_at is not None or row.passkeys > 0,
        locked_until=row.locked_until,
        created_at=row.created_at,
        ended_at=row.ended_at,
        version=row.version,
    )
