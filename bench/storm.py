"""A storm: `python -m bench.storm [--quick] [--postgresql] [--json]`.

(i) A thousand people press for help within one second, each in a signed request of its own.
How long until the press is answered (by then the alert and its outbox row are committed), and
until it stands on a caseworker's board? (ii) Ten thousand homes are suddenly found silent.
While the hub opens an alert for each, tablets of other homes ask for help, one after another:
how long until each press is on the board, beside the same presses in quiet?

The board is a screen without pixels that does what the real one does: it is nudged, fetches
the changes, and takes a new snapshot where the hub tells it to.
"""

import argparse
import asyncio
import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pyotp
import socketio
from sqlalchemy import Engine, delete, func, insert, select, update

from bench.flood import Tablet, give_tablet
from bench.homes import Home, lay_down
from bench.hubs import postgresql, scratch
from bench.report import Figure, percentile, report
from telecare import clock
from telecare.care.facts import AlertClass
from telecare.db.engine import reading, transaction
from telecare.db.migrations import migrate
from telecare.protocol import limits
from telecare.protocol.messages import Kind, Observation, write, write_delivery
from telecare.protocol.signature import signed_headers
from telecare.records.alerts import ALERTS
from telecare.records.devices import DEVICES
from telecare.records.notifications import NOTICES
from telecare.records.ticks import Listening
from telecare.records.watching import WATCHES
from tests.browser.hub import PASSWORD, County, LiveHub, open_hub
from tests.homes import VAULT
from tests.stories.operator import Browser

PRESSES: Final = 1_000
WITHIN_S: Final = 1.0  # all of them
SILENT: Final = 10_000
QUICK: Final = 10  # a tenth of both
CONNECTIONS: Final = 48
BETWEEN_S: Final = 0.4
QUIET_PRESSES: Final = 12
STORM_PRESSES: Final = 60  # at most; they end with the storm
UNHEARD_FOR: Final = timedelta(hours=26)  # longer than any rule waits: each is a P2
PATIENCE_S: Final = 120.0
LOST: Final = 410
ON_BOARD_MS: Final = 1000.0  # the promise of a press, storm or not


class Board:
    """An open board: which residents' presses stand on it, and since when (monotonic)."""

    def __init__(self, hub: LiveHub, login: str) -> None:
        self.seen: dict[str, float] = {}
        self._browser = Browser(hub.url)
        self._browser.post("/api/session", login=login, password=PASSWORD)
        secret = self._browser.post("/api/session/second-factor/totp")["secret"]
        shown = pyotp.TOTP(secret).at(clock.now())
        self._browser.post("/api/session/second-factor/totp/confirm", code=shown)
        self._after: dict[str, int] = {}
        self._nudges: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._snapshot()
        self._socket = socketio.Client(reconnection=False)
        self._socket.on("nudge", self._nudges.put, namespace="/board")
        self._socket.connect(
            hub.origin,
            headers={"Cookie": self._browser.cookie},
            transports=["websocket"],
            namespaces=["/board"],
        )
        self._told = threading.Condition()
        self._following = threading.Thread(target=self._follow, name="board")
        self._following.start()

    def shows(self, resident_id: UUID) -> float:
        """Wait until a press of this resident is on the board; return that instant.

        Raises:
            TimeoutError: It never came.
        """
        with self._told:
            if not self._told.wait_for(lambda: str(resident_id) in self.seen, PATIENCE_S):
                raise TimeoutError("the press never came to the board")
        return self.seen[str(resident_id)]

    def close(self) -> None:
        """Leave."""
        self._socket.disconnect()
        self._nudges.put(None)
        self._following.join()

    def _follow(self) -> None:
        while (nudge := self._nudges.get()) is not None:
            while self._after.get(nudge["feed"], 0) < nudge["seq"]:
                self._catch_up(nudge["feed"])

    def _catch_up(self, feed: str) -> None:
        changes = self._browser.get(f"/api/feeds/{feed}/changes?after={self._after[feed]}")
        if self._browser.status == LOST:
            return self._snapshot()
        assert self._browser.status == 200, changes
        self._keep(changes["rows"])
        self._after[feed] = changes["seq"]
        if any(change["kind"] == "incident" for change in changes["changes"]):
            self._snapshot()
        return None

    def _snapshot(self) -> None:
        board = self._browser.get("/api/board?view=now")
        assert self._browser.status == 200, board
        self._after = {cursor["feed"]: cursor["seq"] for cursor in board["feeds"]}
        self._keep(board["rows"])

    def _keep(self, rows: Sequence[dict[str, Any]]) -> None:
        now = time.monotonic()
        for row in rows:
            if row["alert_class"] == AlertClass.SOS:
                self.seen.setdefault(row["resident"]["id"], now)
        if hasattr(self, "_told"):
            with self._told:
                self._told.notify_all()


# ------------------------------------------------------------ a thousand within a second


@dataclass(frozen=True, slots=True)
class Burst:
    """What a thousand presses came to, in milliseconds from each press's own sending."""

    answered: Sequence[float]
    on_board: Sequence[float]
    sent_within_s: float


def press_all(hub: LiveHub, county: County, board: Board, count: int) -> Burst:
    """Let `count` homes press within a second."""
    homes = lay_down(hub.engine, VAULT, count, now=clock.now(), organisation_id=county.myeon_id)
    file = hub.place / "presses.bin"
    with file.open("wb") as kept:
        for home in homes:
            request = _press(home)
            kept.write(len(request).to_bytes(4) + request)
    pouring = subprocess.run(
        [sys.executable, "-m", "bench.storm", "--pour", str(file), str(hub.port)],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    spans = json.loads(pouring.stdout)
    answered, on_board = [], []
    for home, (sent, answer) in zip(homes, spans, strict=True):
        answered.append(1000 * (answer - sent))
        on_board.append(1000 * (board.shows(home.resident_id) - sent))
    with reading(hub.engine) as db:
        told = db.scalar(select(func.count(func.distinct(NOTICES.c.alert_id)))) or 0
    assert told >= count, f"{told} of {count} alerts have an outbox row"
    sent = [sent for sent, _ in spans]
    return Burst(answered, on_board, max(sent) - min(sent))


def _press(home: Home) -> bytes:
    now = clock.now()
    home.said += 1
    body = write_delivery(now, [write(Observation(home.said, Kind.SOS, now))])
    headers = signed_headers(
        home.signer,
        key_id=str(home.device_id),
        created=int(now.timestamp()),
        method="POST",
        path=limits.OBSERVATIONS_PATH,
        body=body,
    )
    head = [
        f"POST {limits.OBSERVATIONS_PATH} HTTP/1.1",
        "host: 127.0.0.1",
        f"content-length: {len(body)}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join([*head, "", ""]).encode() + body


async def pour(file: Path, port: int) -> None:
    """Send every request of `file`, spread over a second; print when each went and came."""
    requests = list(_read(file))
    spans: list[tuple[float, float]] = [(0.0, 0.0)] * len(requests)
    begun = time.monotonic() + 0.5

    async def line(place: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for n in range(place, len(requests), CONNECTIONS):
            due = begun + WITHIN_S * n / len(requests)
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            # a press waits for its line: the clock starts when it should have gone
            writer.write(requests[n])
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200"), head
            await reader.readexactly(_length(head))
            spans[n] = (due, time.monotonic())
        writer.close()

    await asyncio.gather(*(line(place) for place in range(CONNECTIONS)))
    print(json.dumps(spans))


def _read(file: Path) -> Iterator[bytes]:
    with file.open("rb") as source:
        while size := source.read(4):
            yield source.read(int.from_bytes(size))


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    return 0


# ----------------------------------------------------------------- ten thousand silences


@dataclass(frozen=True, slots=True)
class Storm:
    """Presses in quiet and in the storm (ms to the board), and what the storm was."""

    quiet: Sequence[float]
    stormy: Sequence[float]
    opened: int
    lasted_s: float


def press_through(hub: LiveHub, county: County, board: Board, silent: int) -> Storm:
    """Let `silent` homes be found silent, and press until each of them has its alert."""
    tablets = [
        give_tablet(hub, county, county.enrols(f"주민 {n}"))
        for n in range(QUIET_PRESSES + STORM_PRESSES)
    ]
    homes = lay_down(
        hub.engine,
        VAULT,
        silent,
        now=clock.now() - UNHEARD_FOR,
        organisation_id=county.myeon_id,
    )
    quiet = [_one(hub, board, tablet) for tablet in tablets[:QUIET_PRESSES]]
    before = _opened(hub.engine)
    begun = time.monotonic()
    fall_silent(hub.engine, homes)
    stormy: list[float] = []
    opened = 0
    for tablet in tablets[QUIET_PRESSES:]:
        stormy.append(_one(hub, board, tablet))
        opened = _opened(hub.engine) - before - len(stormy)
        if opened >= silent:
            break
    return Storm(quiet, stormy, opened, time.monotonic() - begun)


def fall_silent(engine: Engine, homes: Sequence[Home]) -> None:
    """Say that these gateways were last heard a day ago, and have every home judged now."""
    now = clock.now()
    ids = [home.device_id for home in homes]
    people = [home.resident_id for home in homes]
    with transaction(engine) as db:
        db.execute(delete(Listening))  # several, where the hub had gone deaf under the load
        db.execute(insert(Listening).values(from_at=now - 2 * UNHEARD_FOR, until_at=now))
        for start in range(0, len(homes), 500):
            some = slice(start, start + 500)
            db.execute(
                update(DEVICES)
                .where(DEVICES.c.id.in_(ids[some]))
                .values(heard_at=now - UNHEARD_FOR)
            )
            db.execute(
                update(WATCHES)
                .where(WATCHES.c.resident_id.in_(people[some]))
                .values(to_judge_at=now)
            )


def _one(hub: LiveHub, board: Board, tablet: Tablet) -> float:
    begun = time.monotonic()
    tablet.asks_for_help(hub)
    span = 1000 * (board.shows(tablet.resident_id) - begun)
    time.sleep(BETWEEN_S)
    return span


def _opened(engine: Engine) -> int:
    with reading(engine) as db:
        return db.scalar(select(func.count()).select_from(ALERTS)) or 0


# ----------------------------------------------------------------------- the measuring


@contextmanager
def hub_on(url: str, place: Path) -> Iterator[tuple[LiveHub, County, Board]]:
    """Run a hub with one si/gun and one open board."""
    migrate(url)
    hub = open_hub(place, url, TELECARE_MEDIA="off")
    try:
        county = hub.county()
        board = Board(hub, county.hires("한지민"))
        try:
            yield hub, county, board
        finally:
            board.close()
    finally:
        hub.stop()
        hub.engine.dispose()


def measured(name: str, url: str, place: Path, less: int) -> list[Figure]:
    """Measure both on one kind of database."""
    place.mkdir()
    with hub_on(url, place) as (hub, county, board):
        burst = press_all(hub, county, board, PRESSES // less)
        storm = press_through(hub, county, board, SILENT // less)
    presses = f"{name}, {PRESSES // less:,} presses in {burst.sent_within_s:.1f} s"
    silences = f"{name}, {SILENT // less:,} silences"
    return [
        Figure(f"{presses}: outbox row, p50", percentile(burst.answered, 50), "ms"),
        Figure(f"{presses}: outbox row, p99", percentile(burst.answered, 99), "ms"),
        Figure(f"{presses}: board, p50", percentile(burst.on_board, 50), "ms"),
        Figure(f"{presses}: board, p99", percentile(burst.on_board, 99), "ms"),
        Figure(f"{name}, a press in quiet, p95", percentile(storm.quiet, 95), "ms"),
        Figure(f"{silences}: a press, p50", percentile(storm.stormy, 50), "ms"),
        Figure(f"{silences}: a press, p95", percentile(storm.stormy, 95), "ms", ON_BOARD_MS),
        Figure(f"{silences}: a press, longest", max(storm.stormy), "ms"),
        Figure(f"{silences}: presses", len(storm.stormy), ""),
        Figure(f"{silences}: alerts opened", storm.opened, ""),
        Figure(f"{silences}: lasted", storm.lasted_s, "s"),
    ]


def main(given: Sequence[str] | None = None) -> None:
    """Measure and print the table; `--pour` sends the presses, started by this program."""
    options = argparse.ArgumentParser(prog="bench.storm", description=__doc__)
    options.add_argument("--json", action="store_true", help="one JSON object on the last line")
    options.add_argument("--quick", action="store_true", help="a tenth of everything")
    options.add_argument("--postgresql", action="store_true", help="on PostgreSQL, not SQLite")
    options.add_argument("--pour", nargs=2, help=argparse.SUPPRESS)
    chosen = options.parse_args(given)
    if chosen.pour:
        file, port = chosen.pour
        asyncio.run(pour(Path(file), int(port)))
        return
    less = QUICK if chosen.quick else 1
    with scratch() as place:
        if chosen.postgresql:
            with postgresql() as server:
                url = server.url(server.create())
                figures = measured("PostgreSQL", url, place / "hub", less)
        else:
            figures = measured("SQLite", f"sqlite:///{place}/telecare.db", place / "hub", less)
    report("storm", figures, as_json=chosen.json, keys={f.name: f.value for f in figures})


if __name__ == "__main__":
    main()
