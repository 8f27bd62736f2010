"""Enrolment: a code read aloud, redeemed once, by whoever holds the key."""

import threading
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select, update

from telecare.actions import delivery, enrolment
from telecare.actions.enrolment import Guesses, IssuedCode
from telecare.care.facts import DeviceKind
from telecare.db.engine import reading, transaction
from telecare.errors import (
    AlreadyEnrolled,
    BadSignature,
    CodeExpired,
    CodeUnknown,
    CodeUsed,
    Implausible,
    Malformed,
    NotYours,
    Overtaken,
    Refused,
    Revoked,
    ServiceEnded,
)
from telecare.protocol import messages
from telecare.protocol.messages import Enrolled, Enrolment
from telecare.records import arrivals
from telecare.records.actor import SERVICE, Actor
from telecare.records.audit import AuditEntry
from telecare.records.context import Context
from telecare.records.devices import Device, EnrolmentCode
from telecare.records.keys import KeyRing
from telecare.records.residents import Resident
from telecare.records.watching import Watch
from tests.homes import NOON, SENSORS, VAULT, Gateway, make_gateway, make_resident

MINUTE = timedelta(minutes=1)
STRANGER = Actor(staff_id=None, role="caseworker", organisation_id=None, path="/47/47170/")


@pytest.fixture
def resident_id(engine: Engine) -> UUID:
    return make_resident(engine)


def made(
    engine: Engine, resident_id: UUID, *, actor: Actor = SERVICE, now: datetime = NOON
) -> IssuedCode:
    with transaction(engine) as db:
        ctx = Context(db, KeyRing(db, VAULT), actor, now)
        return enrolment.make_device(ctx, resident_id, label="거실", sensors=SENSORS)


def redeem(engine: Engine, message: Enrolment, now: datetime = NOON) -> Enrolled:
    with transaction(engine) as db:
        return enrolment.redeem(db, VAULT, message, now=now)


def another_code(engine: Engine, device_id: UUID, *, actor: Actor = SERVICE) -> IssuedCode:
    with transaction(engine) as db:
        ctx = Context(db, KeyRing(db, VAULT), actor, NOON)
        return enrolment.new_code(ctx, device_id)


def revoke(engine: Engine, device_id: UUID, version: int, *, actor: Actor = SERVICE) -> None:
    with transaction(engine) as db:
        ctx = Context(db, KeyRing(db, VAULT), actor, NOON)
        enrolment.revoke(ctx, device_id, version=version)


def device(engine: Engine, device_id: UUID) -> Device:
    with reading(engine) as db:
        return db.scalars(select(Device).where(Device.id == device_id)).one()


def entries(engine: Engine) -> list[str]:
    with reading(engine) as db:
        return list(db.scalars(select(AuditEntry.what).order_by(AuditEntry.id)))


def gateway_of(issued: IssuedCode) -> Gateway:
    return Gateway(issued.device_id, uuid4())


def test_a_code_ties_a_key_to_the_device_it_was_made_for(
    engine: Engine, resident_id: UUID
) -> None:
    issued = made(engine, resident_id)
    gateway = gateway_of(issued)
    enrolled = redeem(engine, gateway.enrolment(issued.code))

    row = device(engine, issued.device_id)
    assert (row.kind, row.resident_id) == (DeviceKind.GATEWAY, resident_id)
    assert row.public_key == gateway.signer.public_bytes()
    assert (row.enrolled_at, row.enrol_deadline) == (NOON, NOON + timedelta(hours=24))
    assert enrolled.device_id == issued.device_id
    assert [sensor.label for sensor in enrolled.sensors] == [s.label for s in SENSORS]
    assert entries(engine) == ["device.made", "device.enrolled"]
    with reading(engine) as db:
        assert db.scalars(select(Watch.to_judge_at)).one() == NOON


def test_a_code_is_easy_to_read_aloud_and_only_its_digest_is_kept(
    engine: Engine, resident_id: UUID
) -> None:
    issued = made(engine, resident_id)
    said = issued.code.lower().replace("-", " ").replace("0", "o").replace("1", "L")

    assert len(issued.code) == 9
    assert redeem(engine, gateway_of(issued).enrolment(said)).device_id == issued.device_id
    with reading(engine) as db:
        kept = db.scalars(select(EnrolmentCode)).one()
    assert issued.code.replace("-", "").encode() not in kept.code_hash
    assert kept.used_at == NOON


def test_a_code_is_used_once_but_a_lost_answer_is_given_again(
    engine: Engine, resident_id: UUID
) -> None:
    issued = made(engine, resident_id)
    gateway = gateway_of(issued)
    first = redeem(engine, gateway.enrolment(issued.code))

    assert redeem(engine, gateway.enrolment(issued.code), NOON + MINUTE).device_id == (
        first.device_id
    )
    with pytest.raises(CodeUsed):
        redeem(engine, gateway_of(issued).enrolment(issued.code))
    assert device(engine, issued.device_id).version == 2


def test_of_two_who_redeem_at_once_one_wins(engine: Engine, resident_id: UUID) -> None:
    issued = made(engine, resident_id)
    told: list[Enrolled | Refused] = []
    together = threading.Barrier(4)

    def run(gateway: Gateway) -> None:
        together.wait(10)
        try:
            told.append(redeem(engine, gateway.enrolment(issued.code)))
        except Refused as refused:
            told.append(refused)

    threads = [threading.Thread(target=run, args=(gateway_of(issued),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(type(answer).__name__ for answer in told) == [*["CodeUsed"] * 3, "Enrolled"]


def test_codes_expire_and_unknown_ones_are_unknown(engine: Engine, resident_id: UUID) -> None:
    issued = made(engine, resident_id)
    gateway = gateway_of(issued)

    assert issued.expires_at == NOON + 10 * MINUTE
    with pytest.raises(CodeExpired):
        redeem(engine, gateway.enrolment(issued.code), NOON + 10 * MINUTE)
    with pytest.raises(CodeUnknown):
        redeem(engine, gateway.enrolment("ZZZZ-ZZZZ"))
    redeem(engine, gateway.enrolment(issued.code), NOON + 10 * MINUTE - timedelta(seconds=1))


def test_only_who_holds_the_private_key_may_redeem(engine: Engine, resident_id: UUID) -> None:
    issued = made(engine, resident_id)
    good = gateway_of(issued).enrolment(issued.code)
    other = gateway_of(issued).enrolment(issued.code)

    with pytest.raises(BadSignature):
        redeem(engine, Enrolment(good.code, good.algorithm, good.public_key, other.proof))
    with pytest.raises(Malformed):
        redeem(engine, Enrolment(good.code, good.algorithm, "AAAA", good.proof))
    enrolled = redeem(engine, good)  # a refused try did not use the code up
    assert enrolled.device_id == issued.device_id


def test_the_installer_says_since_when_it_hangs_there(
    engine: Engine, resident_id: UUID
) -> None:
    since = NOON - timedelta(days=32)
    issued = made(engine, resident_id)
    gateway = gateway_of(issued)

    for wrong in (NOON + 6 * MINUTE, NOON - timedelta(days=4000)):
        with pytest.raises(Implausible):
            redeem(engine, gateway.enrolment(issued.code, installed_at=wrong))
    enrolled = redeem(engine, gateway.enrolment(issued.code, installed_at=since))
    assert device(engine, issued.device_id).installed_at == since
    assert device(engine, enrolled.sensors[0].sensor_id).installed_at == since


def test_another_code_voids_the_one_before(engine: Engine, resident_id: UUID) -> None:
    issued = made(engine, resident_id)
    again = another_code(engine, issued.device_id)
    gateway = gateway_of(issued)

    with pytest.raises(CodeExpired):
        redeem(engine, gateway.enrolment(issued.code))
    assert redeem(engine, gateway.enrolment(again.code)).device_id == issued.device_id
    assert entries(engine)[:2] == ["device.made", "device.code_issued"]


def test_a_device_that_delivers_keeps_its_key_for_life(
    engine: Engine, resident_id: UUID
) -> None:
    home = make_gateway(engine, resident_id)
    with reading(engine) as db:
        identity = arrivals.identity_of(db, home.device_id)
    assert identity is not None
    said = messages.read_delivery(home.body([home.saw("heartbeat", NOON)], NOON))
    with transaction(engine) as db:
        delivery.receive(db, [delivery.prepare(identity, said, NOON)], vault=VAULT)

    with pytest.raises(AlreadyEnrolled):
        another_code(engine, home.device_id)


def test_revoking_ends_the_gateway_its_sensors_and_its_codes(
    engine: Engine, resident_id: UUID
) -> None:
    issued = made(engine, resident_id)
    with pytest.raises(Overtaken):
        revoke(engine, issued.device_id, version=2)
    revoke(engine, issued.device_id, version=1)

    assert device(engine, issued.device_id).revoked_at == NOON
    with reading(engine) as db:
        sensors = db.scalars(select(Device).where(Device.parent_id == issued.device_id)).all()
    assert {sensor.revoked_at for sensor in sensors} == {NOON}
    with pytest.raises(Revoked):
        redeem(engine, gateway_of(issued).enrolment(issued.code))
    with pytest.raises(Revoked):
        another_code(engine, issued.device_id)
    with pytest.raises(Overtaken):  # twice
        revoke(engine, issued.device_id, version=2)
    assert entries(engine)[-1] == "device.revoked"


def test_a_stranger_finds_no_such_record(engine: Engine, resident_id: UUID) -> None:
    issued = made(engine, resident_id)

    with pytest.raises(NotYours):
        made(engine, resident_id, actor=STRANGER)
    with pytest.raises(NotYours):
        another_code(engine, issued.device_id, actor=STRANGER)
    with pytest.raises(NotYours):
        revoke(engine, issued.device_id, 1, actor=STRANGER)
    with pytest.raises(NotYours):
        made(engine, uuid4())
    assert entries(engine) == ["device.made"]


def test_nothing_is_set_up_for_somebody_who_has_left(engine: Engine, resident_id: UUID) -> None:
    issued = made(engine, resident_id)
    with transaction(engine) as db:
        db.execute(update(Resident).values(ended_at=NOON))

    with pytest.raises(ServiceEnded):
        made(engine, resident_id)
    with pytest.raises(Revoked):
        redeem(engine, gateway_of(issued).enrolment(issued.code))


def test_guesses_are_counted_per_address_and_in_all() -> None:
    guesses = Guesses()
    for _ in range(enrolment.GUESSES_PER_ADDRESS):
        assert guesses.may_try("a", NOON)
        guesses.failed("a", NOON)

    assert not guesses.may_try("a", NOON)
    assert guesses.may_try("b", NOON)
    for number in range(enrolment.GUESSES_IN_ALL):
        guesses.failed(str(number), NOON)
    assert not guesses.may_try("c", NOON)
    assert guesses.may_try("a", NOON + MINUTE)
