"""Messages in bad company: erased words hold no other back, and what is old goes."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import update

from devices.simulator.provider import Service
from telecare.actions import upkeep
from telecare.app import Hub
from telecare.db.engine import transaction
from telecare.records.addresses import Channel
from telecare.records.keys import KeyRing
from telecare.records.notifications import NOTICES, NotificationState
from tests.cast import NOON, VAULT, Cast, Worker
from tests.doors.test_reach import sera_by_sms, service, tell
from tests.reaching import give_address, notices

__all__ = ["sera_by_sms", "service"]  # fixtures of the messages' common ground


def test_a_message_that_cannot_be_read_holds_no_other_back(
    hub: Hub, cast: Cast, alert: UUID, sera_by_sms: Worker, service: Service
) -> None:
    give_address(hub.engine, cast.jimin, Channel.SMS, "010-3333-4444")
    with transaction(hub.engine) as db:  # somebody's words were erased for good
        KeyRing(db, VAULT).destroy(("staff", cast.jimin.id), at=NOON)
    tell(hub, alert, "caseworker", "sms")

    assert [taken.message["to"] for taken in service.taken] == ["010-1111-2222"]


def test_old_links_go_and_messages_can_follow_them(
    hub: Hub, cast: Cast, alert: UUID, sera_by_sms: Worker, service: Service
) -> None:
    """A link points at its message: it goes first, or neither could ever go."""
    tell(hub, alert, f"staff:{sera_by_sms.id}", "sms")
    assert upkeep.prune(hub.engine, NOON) == 0
    with transaction(hub.engine) as db:
        done = {"state": NotificationState.DELIVERED}
        db.execute(update(NOTICES).values(done))

    assert upkeep.prune(hub.engine, NOON + timedelta(days=91)) >= 3  # link, row, its parent
    assert notices(hub.engine) == []
