"""Plans and absences: what was promised to a resident, and when nobody is at home.

A plan is never changed, only followed by its next version; an absence is revoked, not deleted.
Each marks the resident, so that the rules see it within a second.
"""

from datetime import UTC, datetime, time, timedelta
from typing import Final
from uuid import UUID

from telecare.actions import fields
from telecare.actions.register import changed, served_resident
from telecare.boards.shapes.register import AbsenceAsked, CheckIn, PlanAsked
from telecare.boards.shapes.tablets import TabletPlanAsked
from telecare.care.facts import Absence, CheckInPromise, Risk
from telecare.records import plans, watching
from telecare.records.context import Context

CHECK_INS: Final = 4  # promises a day
GRACE_MIN: Final = (0, 12 * 60)
LIMIT_MIN: Final = (60, 72 * 60)  # the widest that Korean services use is 72 h
ABSENCE_AT_MOST: Final = timedelta(days=366)


def record_plan(ctx: Context, resident_id: UUID, asked: PlanAsked) -> int:
    """Record the next version of a resident's plan and return its number.

    A promise that is kept as it was keeps its age; a new one counts from now, so that a promise
    written down at noon is not missed the same morning.

    Raises:
        NotYours, ServiceEnded: See `register.served_resident`.
        Invalid: Names the fields that need another value.
        Overtaken: There is a newer plan than `asked.version`.
    """
    resident = served_resident(ctx, resident_id)
    _check_plan(asked, ctx.now)
    terms = plans.Terms(
        risk=Risk(asked.risk),
        check_ins=tuple(
            CheckInPromise(
                at=time.fromisoformat(promise.at),
                window_opens=time.fromisoformat(promise.window_opens),
                grace=timedelta(minutes=promise.grace_min),
            )
            for promise in sorted(asked.check_ins, key=lambda one: one.at)
        ),
        day_limit=_limit(asked.day_limit_min),
        any_limit=_limit(asked.any_limit_min),
        tablet=None if asked.tablet is None else _tablet_terms(asked.tablet),
    )
    version = plans.record(
        ctx.db, resident_id, terms, after=asked.version, by=ctx.actor.staff_id, at=ctx.now
    )
    watching.mark(ctx.db, resident_id, at=ctx.now)
    changed(ctx, "plan.recorded", resident_id, resident.organisation_id, version=version)
    return version


def record_absence(ctx: Context, resident_id: UUID, asked: AbsenceAsked) -> UUID:
    """Record when nobody is expected at home; the SOS button counts all the same.

    Raises:
        NotYours, ServiceEnded: See `register.served_resident`.
        Invalid: It ends before it starts, is over already, or lasts longer than a year.
    """
    resident = served_resident(ctx, resident_id)
    _check_absence(asked, ctx.now)
    absent = Absence(asked.start.astimezone(UTC), asked.end.astimezone(UTC), asked.reason)
    absence_id = plans.record_absence(
        ctx.db, resident_id, absent, by=ctx.actor.staff_id, at=ctx.now
    )
    watching.mark(ctx.db, resident_id, at=ctx.now)
    changed(ctx, "absence.recorded", resident_id, resident.organisation_id, absence=absence_id)
    return absence_id


def revoke_absence(ctx: Context, resident_id: UUID, absence_id: UUID) -> None:
    """Take an absence back: the resident is expected at home from now on.

    Raises:
        NotYours, ServiceEnded: See `register.served_resident`; or no such absence stands.
    """
    resident = served_resident(ctx, resident_id)
    plans.revoke_absence(ctx.db, resident_id, absence_id, at=ctx.now)
    watching.mark(ctx.db, resident_id, at=ctx.now)
    changed(ctx, "absence.revoked", resident_id, resident.organisation_id, absence=absence_id)


def _check_plan(asked: PlanAsked, now: datetime) -> None:
    faults = fields.Faults()
    if len(asked.check_ins) > CHECK_INS:
        faults.say(
            "check_ins", f"At most {CHECK_INS} a day.", f"하루 {CHECK_INS}번까지 정합니다."
        )
    for number, promise in enumerate(asked.check_ins):
        _check_promise(faults, f"check_ins[{number}]", promise)
    if len({promise.at for promise in asked.check_ins}) < len(asked.check_ins):
        faults.say("check_ins", "Two are at the same time.", "같은 시각이 두 번 있습니다.")
    low, high = LIMIT_MIN
    for field in ("day_limit_min", "any_limit_min"):
        limit = getattr(asked, field)
        if limit is not None and not low <= limit <= high:
            faults.say(
                field, f"Use {low} to {high} minutes.", f"{low}~{high}분 사이로 정하세요."
            )
    if asked.tablet is not None:
        _check_tablet(faults, asked.tablet, now)
    faults.stop()


def _check_promise(faults: fields.Faults, field: str, promise: CheckIn) -> None:
    at, opens = _wall(promise.at), _wall(promise.window_opens)
    if at is None or opens is None:
        which = "at" if at is None else "window_opens"
        faults.say(f"{field}.{which}", "Write a time as HH:MM.", "시각을 HH:MM으로 적으세요.")
    elif opens >= at:
        faults.say(
            f"{field}.window_opens",
            "It must open earlier on the same day.",
            "같은 날 더 이른 시각이어야 합니다.",
        )
    low, high = GRACE_MIN
    if not low <= promise.grace_min <= high:
        faults.say(
            f"{field}.grace_min",
            f"Use {low} to {high} minutes.",
            f"{low}~{high}분 사이로 정하세요.",
        )


def _check_tablet(faults: fields.Faults, asked: TabletPlanAsked, now: datetime) -> None:
    if "help" not in asked.buttons or len(set(asked.buttons)) < len(asked.buttons):
        faults.say(
            "tablet.buttons",
            "“Help” is always a button, and each stands once.",
            "'도와주세요'는 늘 있어야 하고, 단추는 한 번씩만 둡니다.",
        )
    for field in ("night_from", "night_until"):
        if _wall(getattr(asked, field)) is None:
            faults.say(
                f"tablet.{field}", "Write a time as HH:MM.", "시각을 HH:MM으로 적으세요."
            )
    agreed = asked.auto_answer
    if agreed is None:
        return
    place = "tablet.auto_answer"
    faults.text(
        f"{place}.consent_version", agreed.consent_version, fields.WORD_CHARS, needed=True
    )
    if agreed.at > now:
        faults.say(f"{place}.at", "This day has not come yet.", "아직 오지 않은 날입니다.")


def _tablet_terms(asked: TabletPlanAsked) -> plans.TabletTerms:
    agreed = asked.auto_answer
    return plans.TabletTerms(
        buttons=tuple(button for button in plans.BUTTONS if button in asked.buttons),
        language=asked.language,
        touch_counts=asked.touch_counts,
        practice=asked.practice,
        night_from=time.fromisoformat(asked.night_from),
        night_until=time.fromisoformat(asked.night_until),
        video_welfare=asked.video_welfare,
        auto_answer=None
        if agreed is None
        else plans.AutoAnswer(
            by=agreed.by,
            at=agreed.at.astimezone(UTC),
            consent_version=agreed.consent_version.strip(),
        ),
    )


def _check_absence(asked: AbsenceAsked, now: datetime) -> None:
    faults = fields.Faults()
    for field in ("start", "end"):
        if getattr(asked, field).tzinfo is None:
            faults.say(field, "Send an instant with its zone.", "시간대를 함께 보내세요.")
    faults.stop()
    if asked.end <= asked.start:
        faults.say("end", "It must end after it starts.", "시작보다 뒤여야 합니다.")
    elif asked.end <= now:
        faults.say("end", "It is over already.", "이미 지난 기간입니다.")
    elif asked.end - asked.start > ABSENCE_AT_MOST:
        faults.say("end", "At most one year.", "1년까지 정할 수 있습니다.")
    faults.stop()


def _wall(text: str) -> time | None:
    if len(text) != len("HH:MM"):
        return None
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def _limit(minutes: int | None) -> timedelta | None:
    return None if minutes is None else timedelta(minutes=minutes)
