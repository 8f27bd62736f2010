"""A call on stage: Soonja's tablet, a claimed alert, and what everybody does with a call."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from msgspec import structs
from sqlalchemy import Row, insert, select, update

from telecare.actions import calling, calls_due, gate, triage
from telecare.actions.calling import Rung
from telecare.actions.seats import Turn
from telecare.actions.triage import Claimed
from telecare.boards.shapes.calls import CallAsked, Seat
from telecare.boards.shapes.clinic import GateAsked
from telecare.boards.shapes.tablet import CallAnswered
from telecare.care.facts import DeviceKind, Power
from telecare.db.engine import reading, transaction
from telecare.protocol.media import MediaEvent, SeatNews, Side
from telecare.records import plans, relationships
from telecare.records.actor import SERVICE
from telecare.records.consultations import CONSULTATIONS
from telecare.records.context import Context
from telecare.records.devices import Device
from telecare.records.keys import KeyRing
from telecare.records.notes import Note
from telecare.records.plans import AutoAnswer, TabletTerms
from telecare.records.relationships import Carer
from tests.cast import VAULT, Person
from tests.stories.story import Story

PRINT = "sha-256 " + ":".join(["A1"] * 32)
OTHER_PRINT = "sha-256 " + ":".join(["B2"] * 32)
TURN = Turn(("turn:turn.example:3478",), "not a real secret")


@dataclass
class Call:
    """The one call of a story, and both its ends."""

    story: Story
    tablet: UUID
    lease: Claimed | None = None
    id: UUID = field(default_factory=uuid4)

    # ------------------------------------------------------------ before it rings

    def claimed(self, name: str = "jimin") -> "Call":
        """Somebody looks after the story's alert."""
        alert = self.story.alert()
        with self.story.acting(name) as ctx:
            self.lease = triage.claim(ctx, alert.id, alert.version)
        return self

    def agreed(self, **terms: Any) -> "Call":  # noqa: ANN401
        """What the plan says about the tablet."""
        resident_id = self.story.home.resident_id
        with transaction(self.story.engine) as db:
            before = plans.latest(db, resident_id)
            plans.record(
                db, resident_id, plans.Terms(tablet=TabletTerms(**terms)),
                after=0 if before is None else before.version, by=None, at=self.story.now,
            )  # fmt: skip
        return self

    def agreed_to_auto_answer(self) -> "Call":
        consent = AutoAnswer(by="self", at=self.story.now, consent_version="2026-1")
        return self.agreed(auto_answer=consent)

    def heard(self) -> "Call":
        """The tablet has just asked how things stand."""
        with transaction(self.story.engine) as db:
            db.execute(
                update(Device).where(Device.id == self.tablet).values(heard_at=self.story.now)
            )
        return self

    # ------------------------------------------------------------ the caller's end

    def asked(self, **more: Any) -> CallAsked:  # noqa: ANN401
        asked = CallAsked(
            purpose="welfare", fingerprint=PRINT, alert_id=self.story.alert().id,
            lease_token=None if self.lease is None else self.lease.lease_token,
        )  # fmt: skip
        return structs.replace(asked, **more)

    def ring(self, name: str = "jimin", **more: Any) -> Rung:  # noqa: ANN401
        with self.story.acting(name) as ctx:
            rung = calling.ring(ctx, self.story.home.resident_id, self.asked(**more), TURN)
        self.id = rung.id
        return rung

    # ------------------------------------------------------------ the tablet's end

    @contextmanager
    def tablet_acting(self) -> Iterator[Context]:
        with transaction(self.story.engine) as db:
            yield calling.tablet_context(db, KeyRing(db, VAULT), self.story.now)

    def says(self, act: Any, fingerprint: str | None = OTHER_PRINT) -> Seat | None:  # noqa: ANN401
        said = CallAnswered(consultation_id=self.id, act=act, fingerprint=fingerprint)
        with self.tablet_acting() as ctx:
            return calling.tablet_says(ctx, self.tablet, said, TURN)

    # ------------------------------------------------------------ nobody's

    def media(self, what: SeatNews, *sides: Side) -> "Call":
        for side in sides or ("caller", "resident"):
            event = MediaEvent(room=self.id, side=side, what=what, at=self.story.now)
            with transaction(self.story.engine) as db:
                ctx = Context(db, KeyRing(db, VAULT), SERVICE, self.story.now)
                calls_due.heard_from_media(ctx, event)
        return self

    def tick(self) -> int:
        return calls_due.end_due(self.story.engine, VAULT, self.story.now)

    def connected(self) -> "Call":
        """Rung, answered, and both ends see each other."""
        self.ring()
        self.says("answer")
        return self.media("connected")

    # ------------------------------------------------------------ how it stands

    def row(self) -> Row[Any]:
        with reading(self.story.engine) as db:
            return db.execute(select(CONSULTATIONS).where(CONSULTATIONS.c.id == self.id)).one()

    def results(self) -> list[str | None]:
        """The result codes in the alert's log."""
        with reading(self.story.engine) as db:
            found = db.scalars(
                select(Note.result_code)
                .where(Note.alert_id == self.story.alert().id)
                .order_by(Note.at)
            )
            return list(found)


CARE: dict[str, Any] = {"purpose": "care", "alert_id": None, "lease_token": None}


def cared_for(story: Story) -> None:
    """Doyun's clinic cares for the story's home."""
    by = Carer(organisation_id=story.cast.clinic, role="clinic", basis="contract")
    with transaction(story.engine) as db:
        relationships.add(db, story.home.resident_id, by, from_at=story.now)


def gate_passed(story: Story) -> UUID:
    """Doyun has asked what the law wants asked before a consultation; return the gate's id."""
    asked = GateAsked(
        basis="seen_before", basis_date=date(2026, 11, 1), identity_how="video_face",
        explained_text_id="2026-1", consent_by="self", language="ko", spoken=True,
    )  # fmt: skip
    with story.acting("doyun") as ctx:
        return gate.pass_gate(ctx, story.home.resident_id, asked).id


def tablet_of(story: Story, person: Person | None = None) -> UUID:
    """Put a tablet that was heard now into a home; return its id."""
    device_id = uuid4()
    resident_id = story.home.resident_id if person is None else person.id
    with transaction(story.engine) as db:
        db.execute(
            insert(Device).values(
                id=device_id, resident_id=resident_id, organisation_id=story.cast.chunyang,
                parent_id=None, kind=DeviceKind.TABLET, power=Power.MAINS, label="거실",
                position=9, created_at=story.now, installed_at=story.now,
                enrolled_at=story.now, enrol_deadline=story.now, heard_at=story.now,
                network="KT",
            )
        )  # fmt: skip
    return device_id
