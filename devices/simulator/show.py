"""The course of a street: tell the past, go live, stage the incidents; said as JSON lines."""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from devices.home import HomeAgent
from devices.sighting import Sighting
from devices.simulator.lived import BUTTON
from devices.simulator.staging import SILENCE_LIMIT, Incident, Silence, Stage, staged
from devices.simulator.street import announced
from telecare.protocol.messages import Kind

SAY_EVERY: Final = timedelta(milliseconds=250)
LAST_WORD: Final = timedelta(seconds=5)  # a gateway that is to fall silent says so before


def say(event: str, **facts: object) -> None:
    """Write one JSON line for whoever started the street; instants as ISO text."""
    plain = {k: v.isoformat() if isinstance(v, datetime) else v for k, v in facts.items()}
    sys.stdout.write(json.dumps({"event": event, **plain}, ensure_ascii=False) + "\n")
    sys.stdout.flush()


@dataclass(slots=True)
class Actor:
    """One home in the show: its agent, what is staged for it, how much past it has to tell."""

    key: str
    home: str
    agent: HomeAgent
    incidents: tuple[Incident, ...] = ()
    silences: tuple[Silence, ...] = ()
    past: int = 0  # numbers up to here were written before the street went live

    @property
    def left(self) -> int:
        """How much of the past is still to be told."""
        return min(self.agent.diary.waiting, max(0, self.past - self.agent.diary.settled))


@dataclass(slots=True)
class Show:
    """Give `turn` to the runner; it says what happens and makes the staged things happen."""

    actors: Sequence[Actor]
    speed: float
    never_heard: Sequence[str] = ()  # homes that are enrolled and never say a word
    say: Callable[..., None] = say
    live_at: datetime | None = None
    stages: list[Stage] = field(default_factory=list)
    _total: int = 0
    _said_at: datetime | None = None
    _words: dict[str, int] = field(default_factory=dict)  # the number of each last word

    def begin(self, now: datetime) -> None:
        """Have every home write its past down; nothing is delivered yet."""
        for actor in self.actors:
            actor.agent.listen(now)
            actor.past = actor.agent.diary.last
            self._total += actor.left
        self._progress(now, self._total)

    def turn(self, now: datetime) -> datetime:
        """Do what is due and return when to be asked again."""
        if self.live_at is None:
            return self._tell_the_past(now)
        for stage in [stage for stage in self.stages if stage.at - LAST_WORD <= now]:
            self._play(stage, now)
        return now + timedelta(seconds=1)

    def _tell_the_past(self, now: datetime) -> datetime:
        left = sum(actor.left for actor in self.actors)
        if self._said_at is None or now - self._said_at >= SAY_EVERY or left == 0:
            self._progress(now, left)
        if left == 0:
            self._go_live(now)
        return now + SAY_EVERY

    def _progress(self, now: datetime, left: int) -> None:
        self._said_at = now
        self.say("progress", delivered=self._total - left, total=self._total)

    def _go_live(self, now: datetime) -> None:
        self.live_at = now
        self.say("live", at=now)
        for key in self.never_heard:
            self._announce("never_heard", "", key, now, now)
        for actor in self.actors:
            for silence in actor.silences:
                seen = max(now, silence.last_sign + SILENCE_LIMIT)
                self._announce("silence", actor.home, actor.key, silence.last_sign, seen)
            for incident in actor.incidents:
                if incident.kind in {"sos", "dead_gateway", "outage"}:
                    stage = staged(incident, actor.key, now, self.speed)
                    self.stages.append(stage)
                    self._announce(
                        stage.kind, actor.home, actor.key, stage.at, stage.visible_at
                    )

    def _announce(
        self, kind: str, home: str, key: str, at: datetime, visible_at: datetime
    ) -> None:
        self.say(
            "planned", kind=kind, home=home, resident_key=key, at=at, visible_at=visible_at
        )

    def _play(self, stage: Stage, now: datetime) -> None:
        """Move one stage on: the gateway's last word, the thing itself, its end."""
        actor = next(actor for actor in self.actors if actor.key == stage.key)
        agent = actor.agent
        if stage.kind == "sos":
            if now >= stage.at:
                agent.tell([Sighting(Kind.SOS, now, BUTTON, simulated=True)])
                self._happened("incident", stage, actor, now)
                self.stages.remove(stage)
            return
        if not agent.silent and stage.until is not None and now >= stage.until:
            self.stages.remove(stage)
        elif not agent.silent and self._last_word_heard(stage, agent, now):
            agent.silent = True
            self._happened("incident", stage, actor, now)
        elif agent.silent and stage.until is not None and now >= stage.until:
            agent.silent = False
            agent.next_heartbeat_at = None
            self._happened("over", stage, actor, now)
            self.stages.remove(stage)

    def _last_word_heard(self, stage: Stage, agent: HomeAgent, now: datetime) -> bool:
        """Have the gateway announce its silence until that is the last thing the hub heard.

        The hub tells a staged silence from a real one by the gateway's newest word, so nothing
        may come after it.
        """
        if self._words.get(stage.key) != agent.diary.last:
            agent.tell([announced(stage.kind, now)])
            self._words[stage.key] = agent.diary.last
            return False
        return agent.diary.waiting == 0

    def _happened(self, event: str, stage: Stage, actor: Actor, now: datetime) -> None:
        self.say(event, kind=stage.kind, home=actor.home, resident_key=actor.key, at=now)
