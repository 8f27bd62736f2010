"""A soak: `python -m bench.soak [--seconds 120] [--homes 12] [--seed N] [--json]`.

Two schedulers and three web workers serve one PostgreSQL, and one of them is killed with -9
every few seconds while homes press for help and caseworkers claim, forget, call 119 and
resolve, all by real HTTP. Then the load ends, the processes stay up, and the database is asked:

- does every press that was acknowledged stand there, with an alert that was live after it,
- did every P1 have a named human's act within 180 s of its receipt, or a call to 119,
- did any step run twice for one epoch,
- does every claim and resolution that was answered 200 have its entry,
- is a message left unsaid, an alert without a timer, the audit trail broken?

Exit status 1 if any of it is not so. Only processes that this program started are killed.
"""

import argparse
import json
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pyotp
from sqlalchemy import Engine, Row, func, select, union_all

from bench.hubs import postgresql, scratch
from telecare import clock
from telecare.actions import upkeep
from telecare.care.alert import LIVE_STATES
from telecare.db.engine import open_engine, reading, transaction
from telecare.db.migrations import migrate
from telecare.protocol.messages import Kind
from telecare.records import audit
from telecare.records.alerts import ALERTS
from telecare.records.audit import AuditEntry
from telecare.records.emergency_calls import CALLS
from telecare.records.keys import KeyRing
from telecare.records.notifications import NOTICES, NotificationState
from telecare.records.observations import Observation
from telecare.records.past_waits import PAST_WAITS
from tests.cast import PASSWORD, build
from tests.homes import VAULT, Gateway, make_gateway, make_resident
from tests.stories.operator import SITE_KEY, Browser, Hub, Operator, Process, free_port, until

SCHEDULERS: Final = 2
WEB: Final = 3
WITHIN: Final = timedelta(seconds=180)  # monitoring.md §2.2: 119 by then
UNSAID: Final = timedelta(seconds=90)  # taken, never answered: taken again after a minute
FORGETS: Final = 0.1  # of the claims: the lease must bring the alert back
CALLS_119: Final = 0.15
DRAIN_S: Final = 420.0  # a forgotten P1 comes back after five minutes
WAITING: Final = (NotificationState.QUEUED, NotificationState.SENT)
VERBS: Final = {"claim": "alert.claimed", "resolve": "alert.resolved"}
BY_ITSELF: Final = "ended by itself"
STEP_NAME: Final = 4  # alert, epoch, loop, step
PEOPLE: Final = ("jimin", "sera", "suhyeon")


@dataclass
class Site:
    """The processes, and where each listens; a killed one is started again on its port."""

    operator: Operator
    ports: list[int] = field(default_factory=lambda: [free_port() for _ in range(WEB)])
    running: dict[str, Process] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)

    @property
    def urls(self) -> list[str]:
        """Every web worker's address, whether or not it lives now."""
        return [f"http://127.0.0.1:{port}" for port in self.ports]

    def start(self, name: str) -> None:
        """Start one process by its name: `scheduler-0`, `web-2`."""
        role, _, number = name.partition("-")
        if role == "scheduler":
            self.running[name] = self.operator.starts("serve", "--role", "scheduler")
            return
        port = str(self.ports[int(number)])
        words = ("serve", "--role", "api", "--workers", "1")
        self.running[name] = self.operator.starts(*words, PORT=port)

    def start_all(self) -> None:
        """Start everything and wait until each web worker answers."""
        for name in (*(f"scheduler-{n}" for n in range(SCHEDULERS)),
                     *(f"web-{n}" for n in range(WEB))):  # fmt: skip
            self.start(name)
        for name, url in zip((f"web-{n}" for n in range(WEB)), self.urls, strict=True):
            hub = Hub(self.running[name], url)
            until(hub.answers, f"{name} answers", within_s=120)

    def kill_some(self, over: threading.Event, rng: random.Random) -> None:
        """Kill -9 a process of our own every few seconds, and start it again."""
        while not over.wait(rng.uniform(2, 6)):
            self._raise_the_dead()
            name = rng.choice(sorted(self.running))
            self.running[name].is_killed()
            self.kills[name] += 1
            self.start(name)
        self._raise_the_dead()

    def _raise_the_dead(self) -> None:
        """Count and start again what ended without having been killed."""
        for name in [name for name, one in self.running.items() if not one.running]:
            self.kills[BY_ITSELF] += 1
            self.start(name)


@dataclass
class Street:
    """The homes; what was acknowledged to each is kept here, outside the hub."""

    homes: list[Gateway]
    acknowledged: list[tuple[UUID, int]] = field(default_factory=list)  # device, number
    tries: int = 0

    def press(self, site: Site, over: threading.Event, rng: random.Random) -> None:
        """Press for help in one home after another, each until it is acknowledged."""
        while not over.wait(rng.uniform(0.5, 2)):
            home = rng.choice(self.homes)
            said = home.saw(Kind.SOS, clock.now(), sensor="침실")
            given_up = time.monotonic() + DRAIN_S
            while not self._delivered(site, home, said, rng):
                if time.monotonic() > given_up:
                    return  # no worker answers any more: the account will tell
                time.sleep(0.2)

    def _delivered(
        self, site: Site, home: Gateway, said: dict[str, Any], rng: random.Random
    ) -> bool:
        self.tries += 1
        hub = Hub(next(iter(site.running.values())), rng.choice(site.urls))
        try:
            hub.hears(home, said)
        except OSError:  # refused, reset, cut off half way, or an answer that is no 200
            return False
        self.acknowledged.append((home.device_id, int(said["number"])))
        return True


@dataclass
class Caseworker:
    """Somebody at the board: claims, sometimes forgets, sometimes calls 119, resolves."""

    login: str
    site: Site
    rng: random.Random
    done: Counter[str] = field(default_factory=Counter)
    answered: list[tuple[str, UUID]] = field(default_factory=list)  # what the hub said 200 to

    def sign_in(self) -> None:
        """Sign in with both factors; the cookie counts at every web worker."""
        self.browser = Browser(self.site.urls[0])
        self.browser.post("/api/session", login=self.login, password=PASSWORD)
        secret = self.browser.post("/api/session/second-factor/totp")["secret"]
        shown = pyotp.TOTP(secret).at(clock.now())
        self.browser.post("/api/session/second-factor/totp/confirm", code=shown)

    def work(self, over: threading.Event) -> None:
        """Take what is open, most severe first, until told to stop."""
        while not over.wait(self.rng.uniform(0.1, 0.6)):
            self.browser.url = self.rng.choice(self.site.urls)
            try:
                self._take_one()
            except (OSError, ValueError, KeyError):  # the worker was killed under the request
                self.done["cut off"] += 1

    def _take_one(self) -> None:
        rows = self.browser.get("/api/board?view=now")["rows"]
        free = [r for r in rows if r["state"] == "open" and r["severity"] == "P1"]
        if not free:
            return
        row = self.rng.choice(free[:3])
        claimed = self._post(row["id"], "claim", version=row["version"])
        if claimed is None:
            return
        token, version = claimed["lease_token"], claimed["row"]["version"]
        if self.rng.random() < FORGETS:
            self.done["forgotten"] += 1
            return
        if self.rng.random() < CALLS_119:
            at = clock.now().isoformat()
            told = self._post(row["id"], "called-119", at=at, lease_token=token)
            version = version if told is None else told["row"]["version"]
        self._post(
            row["id"], "resolve", version=version, lease_token=token, outcome="assisted",
            verified="visit",
        )  # fmt: skip

    def _post(self, alert_id: str, verb: str, **body: Any) -> dict[str, Any] | None:  # noqa: ANN401
        answer = self.browser.post(f"/api/alerts/{alert_id}/{verb}", **body)
        if self.browser.status != 200:
            self.done[f"{verb}: {answer.get('error')}"] += 1
            return None
        self.done[verb] += 1
        self.answered.append((verb, UUID(alert_id)))
        return answer


# ---------------------------------------------------------------------- the account


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was counted; `wrong` of it must be 0."""

    what: str
    count: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Books:
    """What the database holds after the soak."""

    alerts: Sequence[Row[Any]]  # of the class SOS
    waits: Sequence[Row[Any]]  # of those alerts, each that began: a new press is a new one
    notices: Sequence[Row[Any]]
    received: Mapping[tuple[UUID, int], datetime]  # by device and number
    entries: Counter[tuple[str, UUID | None]]  # by what and alert
    called: set[UUID]  # alerts 119 was called for
    untimed: int
    faults: int


def books(engine: Engine) -> Books:
    """Read everything once, in one snapshot."""
    while upkeep.chain_audit(engine, VAULT, clock.now()):
        pass
    with reading(engine) as db:
        untimed = (ALERTS.c.state.in_(LIVE_STATES), ALERTS.c.due_at.is_(None))
        said = select(Observation.device_id, Observation.number, Observation.received_at)
        entries = db.execute(select(AuditEntry.what, AuditEntry.alert_id)).all()
        return Books(
            alerts=db.execute(select(ALERTS).where(_SOS)).all(),
            waits=db.execute(_WAITS).all(),
            notices=db.execute(select(NOTICES)).all(),
            received={(o.device_id, o.number): o.received_at for o in db.execute(said)},
            entries=Counter((row.what, row.alert_id) for row in entries),
            called=set(db.scalars(select(CALLS.c.alert_id))),
            untimed=db.scalar(select(func.count()).select_from(ALERTS).where(*untimed)) or 0,
            faults=len(audit.verify(db, VAULT, now=clock.now())),
        )


_SOS: Final = ALERTS.c.alert_class == "sos"
_WAITS: Final = union_all(
    select(
        ALERTS.c.id.label("alert_id"), ALERTS.c.first_human_at,
        ALERTS.c.first_signal_received_at.label("received_at"),
    ).where(_SOS),
    select(PAST_WAITS.c.alert_id, PAST_WAITS.c.first_human_at, PAST_WAITS.c.received_at)
    .join(ALERTS, ALERTS.c.id == PAST_WAITS.c.alert_id)
    .where(_SOS),
)  # fmt: skip


def account(found: Books, street: Street, people: Sequence[Caseworker]) -> list[Line]:
    """Say whether everything that was promised is so."""
    presses = set(street.acknowledged)
    heard = [press for press in presses if press in found.received]
    residents = {home.device_id: home.resident_id for home in street.homes}
    unanswered = [
        press for press in heard
        if not any(
            a.resident_id == residents[press[0]]
            and (a.resolved_at is None or a.resolved_at >= found.received[press])
            for a in found.alerts
        )
    ]  # fmt: skip
    late = [w for w in found.waits if w.alert_id not in found.called and not _in_time(w)]
    unsaid = [
        n for n in found.notices if n.state in WAITING and n.due_at < clock.now() - UNSAID
    ]
    acts = Counter((VERBS[v], a) for one in people for v, a in one.answered if v in VERBS)
    lost = sum(max(0, n - found.entries[act]) for act, n in acts.items())
    ran, twice = _steps(found)
    return [
        Line("presses acknowledged and kept", len(presses), len(presses) - len(heard)),
        Line("presses with an alert live after them", len(heard), len(unanswered)),
        Line("P1 with a human within 180 s or a 119 call", len(found.waits), len(late)),
        Line("claims and resolutions answered, with entry", acts.total(), lost),
        Line("escalation steps, none twice in an epoch", ran, twice),
        Line("messages written, none left unsaid", len(found.notices), len(unsaid)),
        Line("alerts, no live one without a timer", len(found.alerts), found.untimed),
        Line("audit entries, chain whole", found.entries.total(), found.faults),
    ]


def _in_time(wait: Row[Any]) -> bool:
    first = wait.first_human_at
    return first is not None and first - wait.received_at <= WITHIN


def _steps(found: Books) -> tuple[int, int]:
    """Return how many steps ran, and how many of them again in the same epoch and loop.

    Each step that ran left an entry; its messages are named by epoch, loop and step, once.
    """
    named = {tuple(n.idempotency_key.split(":")[:4]) for n in found.notices}
    told = Counter(name[0] for name in named if len(name) == STEP_NAME and name[3].isdigit())
    ran = {str(a): n for (what, a), n in found.entries.items() if what == "escalation.step"}
    return sum(ran.values()), sum(max(0, n - told[a]) for a, n in ran.items())


# ---------------------------------------------------------------------- the soak


@contextmanager
def site(homes: int) -> Iterator[tuple[Site, Street, Engine]]:
    """Lay everything down and start it; what was started is killed at the end."""
    with ExitStack() as stack:
        place: Path = stack.enter_context(scratch())
        server = stack.enter_context(postgresql())
        url = server.url(server.create())
        migrate(url)
        engine = open_engine(url)
        stack.callback(engine.dispose)
        with transaction(engine) as db:
            build(db, KeyRing(db, VAULT), clock.now())
        street = Street(
            [make_gateway(engine, make_resident(engine, clock.now()), now=clock.now())
             for _ in range(homes)]
        )  # fmt: skip
        # nobody moves a mouse here: a locked screen claims nothing, and the load would end
        awake = {"TELECARE_IDLE_LOCK_S": "86400"}
        operator = Operator(place, url, {"TELECARE_SITE_KEY": SITE_KEY} | awake)
        stack.callback(operator.goes_home)
        yield Site(operator), street, engine


def soak(seconds: float, homes: int, seed: int) -> tuple[list[Line], Counter[str]]:
    """Load and kill for so many seconds, let it drain, and return the account and the kills."""
    rng = random.Random(seed)
    with site(homes) as (hub, street, engine):
        hub.start_all()
        people = [Caseworker(name, hub, random.Random(rng.random())) for name in PEOPLE]
        for one in people:
            one.sign_in()
        over, home_time = threading.Event(), threading.Event()
        loading = [
            threading.Thread(target=hub.kill_some, args=(over, random.Random(rng.random()))),
            threading.Thread(
                target=street.press, args=(hub, over, random.Random(rng.random()))
            ),
        ]
        working = [threading.Thread(target=one.work, args=(home_time,)) for one in people]
        for thread in (*loading, *working):
            thread.start()
        time.sleep(seconds)
        over.set()
        for thread in loading:
            thread.join()
        _drain(engine)
        home_time.set()
        for thread in working:
            thread.join()
        counts = Counter(hub.kills)
        for one in people:
            counts.update(one.done)
        counts["deliveries tried"] = street.tries
        fell = Line("processes killed, none ended by itself", hub.kills.total(),
                    hub.kills[BY_ITSELF])  # fmt: skip
        return [*account(books(engine), street, people), fell], counts


def _drain(engine: Engine) -> None:
    """Wait until no press is open any more and every message is said, or give up."""
    until_ = time.monotonic() + DRAIN_S
    live = select(func.count()).select_from(ALERTS).where(ALERTS.c.state.in_(LIVE_STATES))
    while time.monotonic() < until_:
        time.sleep(2)
        with reading(engine) as db:
            now = clock.now()
            due = select(func.count()).where(
                NOTICES.c.state.in_(WAITING), NOTICES.c.due_at < now
            )
            if not db.scalar(live.where(ALERTS.c.severity == "P1")) and not db.scalar(due):
                return


def main() -> int:
    """Run the soak and print the account."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--homes", type=int, default=12)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    lines, counts = soak(asked.seconds, asked.homes, asked.seed)
    if asked.json:
        rows = {line.what: {"count": line.count, "wrong": line.wrong} for line in lines}
        print(json.dumps({"account": rows, "counts": counts}, indent=1))
    else:
        print(", ".join(f"{name}: {n}" for name, n in sorted(counts.items())))
        for line in lines:
            mark = "ok" if not line.wrong else "WRONG"
            print(f"  {mark:<5} {line.what:<46} {line.count:>7} {line.wrong:>5} wrong")
    return 1 if any(line.wrong for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
