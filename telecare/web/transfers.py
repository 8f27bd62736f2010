"""Transfers of residents, over HTTP: offered, accepted, refused or withdrawn."""

from typing import Final
from uuid import UUID

from flask import Blueprint

from telecare.actions import moving, transferring
from telecare.boards import transfers as boards
from telecare.boards.shapes.common import Done
from telecare.boards.shapes.register import Created
from telecare.boards.shapes.transfers import (
    TransferAccepted,
    TransferAsked,
    TransferEnded,
    TransferPlaces,
    Transfers,
)
from telecare.records.context import Context
from telecare.records.staff import Role
from telecare.web.asking import opened
from telecare.web.guard import allow

KEEPS: Final = (Role.CASEWORKER, Role.SUPERVISOR)  # who may own what goes along

blueprint = Blueprint("transfers", __name__)


@blueprint.get("/api/transfers")
@allow(*KEEPS, answers=Transfers)
def list_transfers(ctx: Context) -> Transfers:
    """The offers made to the actor's organisation and by it; those that wait first.

    `X-Opened: 0` says that a screen asks once more: no entry in the audit.
    """
    return boards.mine(ctx, opened=opened())


@blueprint.get("/api/transfers/destinations")
@allow(*KEEPS, answers=TransferPlaces, reads=True)
def destinations(ctx: Context) -> TransferPlaces:
    """Where a resident can be offered to: every si/gun, and institutions that lie in one."""
    return boards.destinations(ctx)


@blueprint.get("/api/residents/<uuid:resident_id>/transfers")
@allow(*KEEPS, answers=Transfers, reads=True)
def list_transfers_of(ctx: Context, resident_id: UUID) -> Transfers:
    """Every transfer of one resident, the newest first."""
    return boards.of(ctx, resident_id)


@blueprint.post("/api/residents/<uuid:resident_id>/transfers")
@allow(*KEEPS, body=TransferAsked, answers=Created, status=201)
def offer(ctx: Context, resident_id: UUID, body: TransferAsked) -> Created:
    """Offer a resident to another si/gun or institution. Nothing moves until it accepts."""
    return Created(id=transferring.offer(ctx, resident_id, to=body.to, words=body.words))


@blueprint.get("/api/transfers/<uuid:transfer_id>/places")
@allow(*KEEPS, answers=TransferPlaces, reads=True)
def places(ctx: Context, transfer_id: UUID) -> TransferPlaces:
    """The eup, myeon and dong an offer can be accepted into."""
    return boards.homes(ctx, transfer_id)


@blueprint.post("/api/transfers/<uuid:transfer_id>/accept")
@allow(*KEEPS, body=TransferAccepted, answers=Done)
def accept(ctx: Context, transfer_id: UUID, body: TransferAccepted) -> Done:
    """Take the resident over with all that was promised. 409 `overtaken`: answered already."""
    home = moving.NewHome(place_id=body.place_id, address=body.address, way_in=body.way_in)
    transferring.accept(ctx, transfer_id, body.version, home)
    return Done()


@blueprint.post("/api/transfers/<uuid:transfer_id>/refuse")
@allow(*KEEPS, body=TransferEnded, answers=Done)
def refuse(ctx: Context, transfer_id: UUID, body: TransferEnded) -> Done:
    """Say no with the reason; the resident stays the giver's."""
    transferring.refuse(ctx, transfer_id, body.version, body.words)
    return Done()


@blueprint.post("/api/transfers/<uuid:transfer_id>/withdraw")
@allow(*KEEPS, body=TransferEnded, answers=Done)
def withdraw(ctx: Context, transfer_id: UUID, body: TransferEnded) -> Done:
    """Take an offer back with the reason."""
    transferring.withdraw(ctx, transfer_id, body.version, body.words)
    return Done()
