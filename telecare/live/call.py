"""A call's socket: offers on their way to the media process, and what became of the call.

The room comes from the seat token the socket was opened with, never from a message. No event
changes a record: where the call stands is written by actions, and whoever holds a seat is told
that it moved, by the bell and by a look every second. A session description is neither kept
nor logged: it names addresses.
"""

import logging
import re
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeVar
from uuid import UUID

import msgspec
from flask import request
from flask_socketio import SocketIO, join_room
from sqlalchemy import Engine, Row, select

from telecare.actions import calls_due
from telecare.actions.seats import SeatClaim, fingerprint_of, read_seat_token
from telecare.boards.shapes.calls import (
    CallMoved,
    PeerSeen,
    SocketAnswer,
    SocketOffer,
    TypedLine,
)
from telecare.call_errors import BadOffer, MediaAway, SeatRefused
from telecare.care.consultation import Presence, Side, State
from telecare.db.bell import Bell, Topics
from telecare.db.engine import reading, transaction
from telecare.errors import Invalid
from telecare.live.lookout import Lookout
from telecare.media_client import MediaClient
from telecare.protocol.media import MAX_OFFER_BYTES, Admit
from telecare.records import consultations
from telecare.records.actor import SERVICE
from telecare.records.consultations import CALL_TOPIC, CONSULTATIONS
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from telecare.vault.vault import Vault

NAMESPACE: Final = "/call"
OFFERS_APART_S: Final = 0.25  # a rejoin makes one offer; more is a flood
LINES_APART_S: Final = 0.25
LINE_CHARS: Final = 200
AWAY_AFTER: Final = 3  # looks without an answer: the pictures have stopped
SEEN: Final = {Presence.HERE: "here", Presence.AWAY: "away"}
PRINTS: Final = re.compile(r"^a=fingerprint:(.*)$", re.MULTILINE)

Event = TypeVar("Event")
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Sitter:
    """One open socket and the seat it was opened with."""

    claim: SeatClaim
    asking: threading.Lock = field(default_factory=threading.Lock)  # one offer at a time
    offered_at: float = float("-inf")  # monotonic seconds
    typed_at: float = float("-inf")


@dataclass(frozen=True, slots=True)
class Told:
    """What the ends of a call were last told."""

    version: int
    seen: dict[Side, str | None]


class CallDoor:
    """The `/call` namespace: who may come in, offers, typed lines, and the thread that tells.

    Args:
        sockets: The server; its async mode is set by `app`.
        engine: Where calls stand.
        vault: Reads seat tokens.
        media: The way to the media process.
        now: The clock.
    """

    def __init__(
        self,
        sockets: SocketIO,
        engine: Engine,
        vault: Vault,
        media: MediaClient,
        now: Callable[[], datetime],
    ) -> None:
        self._sockets = sockets
        self._engine = engine
        self._vault = vault
        self._media = media
        self._now = now
        self._sitters: dict[str, Sitter] = {}
        self._told: dict[UUID, Told] = {}
        self._named: set[UUID] = set()  # calls the bell has named since the last look
        self._lock = threading.Lock()
        self._watch = MediaWatch(media)
        self._owes_rejoin = False  # the media process began anew, and not everybody knows
        self._ends = Lookout(sockets, self.look, "a call's ends could not be told")
        self._media_lookout = Lookout(
            sockets, self.look_at_media, "the media process could not be looked at"
        )

    def start(self, bell: Bell) -> None:
        """Open the door and begin to tell."""
        self.open()
        self._ends.start(bell, self._hear)
        self._media_lookout.start()  # no bell: the media process does not ring it

    def open(self) -> None:
        """Take connections and events."""
        handlers = {
            "connect": self.connect,
            "disconnect": self.disconnect,
            "offer": self.offer,
            "line": self.line,
        }
        for event, handler in handlers.items():
            self._sockets.on_event(event, handler, namespace=NAMESPACE)

    def stop(self) -> None:
        """End the telling; connections end with the server."""
        self._ends.stop()
        self._media_lookout.stop()

    def moved(self, consultation_id: UUID) -> None:
        """Tell the ends of a call that it has moved, as soon as it is looked at."""
        with self._lock:
            self._named.add(consultation_id)
        self._ends.ring()

    # ------------------------------------------------------------ events of a browser

    def connect(self, auth: object = None) -> bool:
        """Let the holder of a seat token in, for as long as the call lives."""
        token = auth.get("token") if isinstance(auth, dict) else None
        try:
            claim = read_seat_token(self._vault, token, self._now())
        except SeatRefused:
            return False
        if self._open_call(claim) is None:
            return False
        with self._lock:
            self._sitters[_sid()] = Sitter(claim)
            self._told.pop(claim.consultation_id, None)  # both ends are told anew
        join_room(str(claim.consultation_id), namespace=NAMESPACE)
        join_room(_end(claim.consultation_id, claim.side), namespace=NAMESPACE)
        self._ends.ring()
        return True

    def disconnect(self, *_reason: object) -> None:
        """Forget a socket; whether its end is still in the call, the media process knows."""
        with self._lock:
            self._sitters.pop(_sid(), None)

    def offer(self, *said: object) -> dict[str, Any]:
        """Hand a browser's session description to the media process; answer with its own."""
        try:
            sdp, error = self._admit(said), None
        except _Refusal as refusal:
            sdp, error = None, refusal.code
        except Exception as unexpected:  # noqa: BLE001 - its text may quote the offer
            log.error("an offer was not answered: %s", type(unexpected).__name__)  # noqa: TRY400
            sdp, error = None, "internal"
        answer: dict[str, Any] = msgspec.to_builtins(SocketAnswer(sdp=sdp, error=error))
        return answer

    def line(self, *said: object) -> None:
        """Show what the caller types on the tablet; it is shown and not kept."""
        sitter = self._sitter()
        typed = _converted(said, TypedLine)
        if sitter is None or typed is None or sitter.claim.side is not Side.CALLER:
            return
        text, at = typed.text.strip(), time.monotonic()
        if not text.isprintable() or len(text) > LINE_CHARS:
            return
        if at - sitter.typed_at < LINES_APART_S:
            return
        sitter.typed_at = at
        self._emit(
            "line", TypedLine(text=text), _end(sitter.claim.consultation_id, Side.RESIDENT)
        )

    def _admit(self, said: tuple[object, ...]) -> str:
        """Return the media process's answer to an offer, or raise `_Refusal`."""
        sitter = self._sitter()
        if sitter is None:
            raise _Refusal("seat_refused")
        asked = _converted(said, SocketOffer)
        if asked is None or len(asked.sdp) > MAX_OFFER_BYTES:
            raise _Refusal("bad_offer")
        if not sitter.asking.acquire(blocking=False):
            raise _Refusal("slow_down")
        try:
            at = time.monotonic()
            if at - sitter.offered_at < OFFERS_APART_S:
                raise _Refusal("slow_down")
            sitter.offered_at = at
            _must_hold(asked.sdp, sitter.claim.fingerprint)
            return self._given(sitter.claim, asked.sdp)
        finally:
            sitter.asking.release()

    def _given(self, claim: SeatClaim, sdp: str) -> str:
        call = self._open_call(claim)
        if call is None:
            raise _Refusal("call_over")
        asked = Admit(offer=sdp, fingerprint=claim.fingerprint, video=call.video)
        try:
            return self._media.admit(claim.consultation_id, claim.side.value, asked).answer
        except MediaAway:
            raise _Refusal("media_away") from None
        except BadOffer as refusal:
            raise _Refusal(str(refusal.facts.get("reason", "bad_offer"))) from None

    def _open_call(self, claim: SeatClaim) -> Row[Any] | None:
        """Return the call if this side may be in it now; a tablet only once it answered."""
        with reading(self._engine) as db:
            call = consultations.one(db, claim.consultation_id)
            if call is None or consultations.revoked(db, call.device_id):
                return None
        if call.state is State.ENDED:
            return None
        rings = call.state is State.RINGING
        return None if rings and claim.side is Side.RESIDENT else call

    # ------------------------------------------------------------ telling

    def look(self) -> int:
        """Tell the ends of every call that has moved since the last look; how many had."""
        with self._lock:
            ids = {sitter.claim.consultation_id for sitter in self._sitters.values()}
            ids |= self._named
            self._named = set()
            told = {call_id: self._told[call_id] for call_id in ids & self._told.keys()}
            self._told = told
        if not ids:
            return 0
        with reading(self._engine) as db:
            calls = db.execute(_STANDING.where(CONSULTATIONS.c.id.in_(ids))).all()
        moved = [call for call in calls if self._tell(call)]
        return len(moved)

    def _tell(self, call: Row[*tuple[Any, ...]]) -> bool:
        known = self._told.get(call.id)
        if known is not None and known.version == call.version:
            return False
        seen = {side: _seen(call, side) for side in Side}
        moved = CallMoved(consultation_id=call.id, state=call.state.value, version=call.version)
        self._emit("call", moved, str(call.id))
        for side, other in ((Side.CALLER, Side.RESIDENT), (Side.RESIDENT, Side.CALLER)):
            word = seen[other]
            if word is not None and (known is None or known.seen[other] != word):
                self._emit("peer", PeerSeen(state=word), _end(call.id, side))  # type: ignore[arg-type]
        with self._lock:
            self._told[call.id] = Told(call.version, seen)
        if call.state is State.ENDED:
            self._sockets.start_background_task(self._close, call.id)
        return True

    def _close(self, consultation_id: UUID) -> None:
        """Take the room of an ended call away and end its sockets."""
        try:
            self._media.close_room(consultation_id)
        except MediaAway:
            log.info("the room of an ended call is left to the media process itself")
        with self._lock:
            over = [
                sid
                for sid, sitter in self._sitters.items()
                if sitter.claim.consultation_id == consultation_id
            ]
        for sid in over:
            self._sockets.server.disconnect(sid, namespace=NAMESPACE)

    def look_at_media(self) -> None:
        """Ask whether the media process lives; after a restart every end offers anew."""
        said = self._watch.look()
        if said == "away":
            self._lose_the_missing(lambda _: set())
        self._owes_rejoin |= said in {"began", "restarted"}
        answers = said not in {"", "away"}
        if self._owes_rejoin and answers:  # if it dies meanwhile, this is owed still
            self._rejoin_the_missing()
            self._lose_the_missing(self._seated)
            self._owes_rejoin = False

    def _rejoin_the_missing(self) -> None:
        """Tell every end that holds a socket but no seat in the media process to offer anew."""
        with self._lock:
            ends = {(s.claim.consultation_id, s.claim.side) for s in self._sitters.values()}
        seated = {call_id: self._seated(call_id) for call_id in {call for call, _ in ends}}
        for call_id, side in ends:
            if side.value not in seated[call_id]:
                self._sockets.emit("rejoin", {}, to=_end(call_id, side), namespace=NAMESPACE)

    def _lose_the_missing(self, seated: Callable[[UUID], set[str]]) -> None:
        """Note which ends of picked-up calls have no seat any more: their picture is gone."""
        with reading(self._engine) as db:
            picked_up = consultations.picked_up(db)
        for call_id in picked_up:
            there = seated(call_id)
            missing = [side for side in Side if side.value not in there]
            if missing:
                with transaction(self._engine) as db:
                    ctx = Context(db, KeyRing(db, self._vault), SERVICE, self._now())
                    calls_due.lose(ctx, call_id, missing)

    def _seated(self, call_id: UUID) -> set[str]:
        stats = self._media.stats(call_id)
        return set() if stats is None else set(stats.seats)

    def _hear(self, topics: Topics) -> bool:
        named = {UUID(t.removeprefix(CALL_TOPIC)) for t in topics if t.startswith(CALL_TOPIC)}
        if named:
            with self._lock:
                self._named |= named
        return bool(named)

    def _emit(self, event: str, body: msgspec.Struct, to: str) -> None:
        self._sockets.emit(event, msgspec.to_builtins(body), to=to, namespace=NAMESPACE)

    def _sitter(self) -> Sitter | None:
        with self._lock:
            return self._sitters.get(_sid())


class MediaWatch:
    """Notices that the media process is away, and that it was started anew."""

    def __init__(self, media: MediaClient) -> None:
        self._media = media
        self._life: str | None = None
        self._missed = 0

    def look(self) -> str:
        """Return "began" (its first answer), "well", "restarted", "away" (said once) or ""."""
        try:
            life = self._media.health().life
        except MediaAway:
            self._missed += 1
            return "away" if self._missed == AWAY_AFTER else ""
        before, self._life = self._life, life
        self._missed = 0
        if before is None:
            return "began"
        return "well" if life == before else "restarted"


class _Refusal(Exception):
    """An offer is not answered; the code is for the browser's program."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _must_hold(sdp: str, fingerprint: str) -> None:
    """Refuse an offer of another certificate than the seat is bound to."""
    try:
        held = {fingerprint_of(line) for line in _sha256(PRINTS.findall(sdp))}
    except Invalid:
        raise _Refusal("bad_offer") from None
    if held != {fingerprint}:
        raise _Refusal("fingerprint_mismatch" if held else "bad_offer")


def _sha256(lines: Iterable[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip().lower().startswith("sha-256")]


def _converted(said: tuple[object, ...], shape: type[Event]) -> Event | None:
    """Return an event's one value; None: it is of another shape."""
    try:
        return msgspec.convert(said[0], shape) if len(said) == 1 else None
    except (msgspec.ValidationError, RecursionError):
        return None


def _seen(call: Row[*tuple[Any, ...]], side: Side) -> str | None:
    """Return what the other end is told of this one; None: it has not come yet."""
    if call.state is State.ENDED:
        return "gone"
    presence = call.caller_presence if side is Side.CALLER else call.resident_presence
    return SEEN.get(presence)


def _end(consultation_id: UUID, side: Side) -> str:
    return f"{consultation_id}/{side}"


def _sid() -> str:
    sid: str = request.sid  # type: ignore[attr-defined]  # Flask-SocketIO adds it
    return sid


_STANDING: Final = select(
    CONSULTATIONS.c.id,
    CONSULTATIONS.c.state,
    CONSULTATIONS.c.version,
    CONSULTATIONS.c.caller_presence,
    CONSULTATIONS.c.resident_presence,
)
