"""People: staff accounts, the codes that open them, and the first administrator."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from telecare.actions import calls_due, escalating, signin, tasks
from telecare.errors import Forbidden, Invalid, NotYours, Overtaken, SetupCodeWrong
from telecare.records import audit, portraits
from telecare.records.actor import SERVICE, Actor
from telecare.records.alerts import CLAIMING_ROLES
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from telecare.records.organisations import Kind, Organisation
from telecare.records.scope import subtree
from telecare.records.staff import AdminCode, Language, Passkey, Role, Staff
from telecare.vault.vault import Vault

CODE_FOR: Final = timedelta(hours=72)  # over a weekend
CODE_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that reads like another
CODE_LENGTH: Final = 16  # 80 bits
LOGIN_CHARS: Final = (2, 40)
NAME_CHARS: Final = 80
STAFF: Final = Staff.__table__
CODES: Final = AdminCode.__table__


@dataclass(frozen=True, slots=True)
class NewStaff:
    """An account to make."""

    login: str
    name: str
    role: Role
    organisation_id: UUID
    language: Language = Language.KO


@dataclass(frozen=True, slots=True)
class OneTimeCode:
    """A code that is shown once; only its hash is kept."""

    staff_id: UUID | None
    code: str
    expires_at: datetime


def open_admin_code(db: Session, *, now: datetime) -> datetime | None:
    """Return until when the code of the first administrator is good; None: none is out."""
    return db.scalar(
        select(CODES.c.expires_at)
        .where(CODES.c.staff_id.is_(None), CODES.c.used_at.is_(None))
        .where(CODES.c.expires_at > now)
    )


def new_admin_code(db: Session, *, now: datetime) -> OneTimeCode | None:
    """Make the code of the first administrator; None: this hub has staff already.

    An older code ends: there is one at most.
    """
    if db.execute(select(STAFF.c.id).limit(1)).first() is not None:
        return None
    db.execute(delete(CODES).where(CODES.c.staff_id.is_(None), CODES.c.used_at.is_(None)))
    made = _new_code(db, None, now)
    audit.write(db, SERVICE, "admin_code.made", at=now)
    return made


def create_staff(
    ctx: Context, new: NewStaff, *, password: str | None = None, waived: bool = False
) -> OneTimeCode:
    """Make an account; its owner chooses a password with the code returned.

    Args:
        ctx: The request.
        new: The account.
        password: Set at once instead: only the demo does this.
        waived: Asks for no second factor, honoured in the demo only.

    Raises:
        NotYours: The organisation is not in the actor's scope.
        Invalid: The login is taken or a field cannot be.
    """
    login = _login(new.login)
    _within(ctx, new.organisation_id)
    _may_grant(ctx.actor, new.role)
    staff_id = uuid4()
    ctx.ring.ensure(("staff", staff_id), at=ctx.now)
    values = {
        "id": staff_id, "organisation_id": new.organisation_id, "login": login,
        "name": _sealed_name(ctx.ring, staff_id, new.name), "role": new.role,
        "language": new.language, "created_at": ctx.now, "second_factor_waived": waived,
        "password_hash": signin.hash_password(password) if password else "",
    }  # fmt: skip
    try:
        with ctx.db.begin_nested():
            ctx.db.execute(insert(STAFF).values(values))
    except IntegrityError as error:
        raise Invalid(
            {"login": "This sign-in name is taken."}, {"login": "이미 쓰고 있는 아이디입니다."}
        ) from error
    made = _new_code(ctx.db, staff_id, ctx.now)
    audit.write(
        ctx.db, ctx.actor, "staff.created", at=ctx.now, organisation=new.organisation_id,
        staff=staff_id, role_given=new.role,
    )  # fmt: skip
    return made


def edit_staff(
    ctx: Context, staff_id: UUID, version: int, changes: dict[str, Any], *, ended: bool | None
) -> None:
    """Change an account; a changed role or place, or an end, ends its sessions at once.

    Whoever ends, moves or may claim no more gives back their alerts and tasks: nobody would
    look after them. The portrait goes with the end of the account.

    Raises:
        NotYours, Overtaken, Forbidden: See the names; nobody ends their own account.
    """
    row = _one_for(ctx, staff_id)
    values: dict[str, Any] = dict(changes)
    if "organisation_id" in values:
        _within(ctx, values["organisation_id"])
    if "role" in values:
        _may_grant(ctx.actor, values["role"])
    if "name" in values:
        values["name"] = _sealed_name(ctx.ring, staff_id, values["name"])
    if ended is not None:
        if staff_id == ctx.actor.staff_id:
            raise Forbidden
        values["ended_at"] = ctx.now if ended else None
    moved = ctx.db.execute(
        update(STAFF)
        .where(STAFF.c.id == staff_id, STAFF.c.version == version)
        .values(values | {"version": version + 1})
        .returning(STAFF.c.id)
    ).first()
    if moved is None:
        raise Overtaken
    if ended or {"role", "organisation_id"} & values.keys():
        signin.end_all(ctx.db, staff_id)
        calls_due.signed_out(ctx, staff_id)
    if ended or "organisation_id" in values or not _may_claim(values.get("role")):
        escalating.give_back(ctx.db, staff_id, ctx.now)
        tasks.give_back(ctx, staff_id)
    if ended and portraits.drop(ctx.db, staff_id, at=ctx.now):
        values["portrait"] = None
    audit.write(
        ctx.db, ctx.actor, "staff.edited", at=ctx.now, organisation=row.organisation_id,
        staff=staff_id, fields=sorted(values),
    )  # fmt: skip


def _may_claim(role: Role | None) -> bool:
    return role is None or role in CLAIMING_ROLES  # None: it stays


def reset_staff(ctx: Context, staff_id: UUID) -> OneTimeCode:
    """Take password, second factors and sessions away and give a new one-time code."""
    row = _one_for(ctx, staff_id)
    _may_grant(ctx.actor, row.role)
    ctx.db.execute(update(STAFF).where(STAFF.c.id == staff_id).values(
        password_hash="", totp_secret=None, totp_confirmed_at=None, failed_count=0,
        locked_until=None, version=STAFF.c.version + 1,
    ))  # fmt: skip
    ctx.db.execute(delete(Passkey).where(Passkey.staff_id == staff_id))
    signin.end_all(ctx.db, staff_id)
    calls_due.signed_out(ctx, staff_id)
    made = _new_code(ctx.db, staff_id, ctx.now)
    audit.write(
        ctx.db, ctx.actor, "staff.reset", at=ctx.now, organisation=row.organisation_id,
        staff=staff_id,
    )  # fmt: skip
    return made


def redeem_code(
    db: Session, vault: Vault, code: str, *, login: str, name: str, hashed: str, now: datetime
) -> None:
    """Redeem a one-time code: set a password, or make the first administrator.

    The password is hashed by the caller, outside the transaction.

    Raises:
        SetupCodeWrong: The code is unknown, used, expired, or of another account.
        Invalid: The login is taken or a field cannot be.
    """
    used = db.execute(
        update(CODES)
        .where(CODES.c.code_hash == _hash(code), CODES.c.used_at.is_(None))
        .where(CODES.c.expires_at > now)
        .values(used_at=now)
        .returning(CODES.c.staff_id)
    ).first()
    if used is None:
        raise SetupCodeWrong
    if used.staff_id is None:
        _first_administrator(db, vault, login, name, hashed, now)
        return
    named = db.execute(
        update(STAFF)
        .where(STAFF.c.id == used.staff_id, STAFF.c.login == login.strip().lower())
        .where(STAFF.c.ended_at.is_(None))
        .values(password_hash=hashed, failed_count=0, locked_until=None)
        .returning(STAFF.c.id, STAFF.c.role, STAFF.c.organisation_id)
    ).first()
    if named is None:
        raise SetupCodeWrong
    actor = Actor(named.id, named.role, named.organisation_id, "")
    audit.write(db, actor, "staff.password_set", at=now)


def code_is_open(db: Session, code: str, *, now: datetime) -> bool:
    """Whether a code could be redeemed: asked before the slow work of hashing a password."""
    row = db.execute(
        select(CODES.c.expires_at)
        .where(CODES.c.code_hash == _hash(code), CODES.c.used_at.is_(None))
        .where(CODES.c.expires_at > now)
    ).first()
    return row is not None


def _first_administrator(
    db: Session, vault: Vault, login: str, name: str, hashed: str, now: datetime
) -> None:
    if db.execute(select(STAFF.c.id).limit(1)).first() is not None:
        raise SetupCodeWrong
    province = db.scalar(select(Organisation.id).where(Organisation.kind == Kind.PROVINCE))
    if province is None:
        raise SetupCodeWrong
    ctx = Context(db, KeyRing(db, vault), SERVICE, now)
    new = NewStaff(login, name, Role.ADMINISTRATOR, province)
    made = create_staff(ctx, new)
    db.execute(update(STAFF).where(STAFF.c.id == made.staff_id).values(password_hash=hashed))
    db.execute(delete(CODES).where(CODES.c.staff_id == made.staff_id))


def _one_for(ctx: Context, staff_id: UUID) -> Row[Any]:
    """Return an account in the actor's subtree, else raise `NotYours`."""
    row = ctx.db.execute(
        select(STAFF)
        .where(STAFF.c.id == staff_id)
        .where(STAFF.c.organisation_id.in_(subtree(ctx.actor.path)))
    ).first()
    if row is None:
        raise NotYours
    return row


def _within(ctx: Context, organisation_id: UUID) -> None:
    found = ctx.db.scalar(subtree(ctx.actor.path).where(Organisation.id == organisation_id))
    if found is None:
        raise NotYours


def _may_grant(actor: Actor, role: Role) -> None:
    """Only an administrator gives the roles that see everything."""
    high = role in {Role.ADMINISTRATOR, Role.PRIVACY_OFFICER}
    if high and actor.role not in {Role.ADMINISTRATOR, SERVICE.role}:
        raise Forbidden


def _login(text: str) -> str:
    login, (low, high) = text.strip().lower(), LOGIN_CHARS
    if not low <= len(login) <= high or not all(c.isalnum() or c in "._-" for c in login):
        raise Invalid(
            {"login": f"Use {low} to {high} letters, digits, dots or dashes."},
            {"login": f"글자, 숫자, 점, 줄표로 {low}~{high}자를 쓰세요."},
        )
    return login


def _sealed_name(ring: KeyRing, staff_id: UUID, text: str) -> bytes:
    name = text.strip()
    if not 1 <= len(name) <= NAME_CHARS:
        raise Invalid({"name": "Write a name."}, {"name": "이름을 적으세요."})
    return ring.seal(("staff", staff_id), name, table="staff", column="name", row=staff_id)


def _new_code(db: Session, staff_id: UUID | None, now: datetime) -> OneTimeCode:
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    code = "-".join(letters[i : i + 4] for i in range(0, CODE_LENGTH, 4))
    if staff_id is not None:
        db.execute(delete(CODES).where(CODES.c.staff_id == staff_id))
    db.execute(insert(CODES).values(
        code_hash=_hash(code), staff_id=staff_id, created_at=now, expires_at=now + CODE_FOR
    ))  # fmt: skip
    return OneTimeCode(staff_id, code, now + CODE_FOR)


def _hash(code: str) -> bytes:
    plain = "".join(c for c in code.upper() if c in CODE_LETTERS)
    return hashlib.sha256(plain.encode()).digest()
