"""A life told by a table: which moves a thing has from where it stands, and how that is drawn.

Alerts and consultations each keep a table of their own; reading it is the same for both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

S = TypeVar("S", bound=StrEnum)
M = TypeVar("M", bound=StrEnum)


class IllegalMove(ValueError):
    """The table has no such move from where the thing stands."""

    def __init__(self, name: str, state: StrEnum, move: StrEnum) -> None:
        super().__init__(f"{name} that is {state} cannot {move}")
        self.state = state
        self.move = move


@dataclass(frozen=True)
class Life(Generic[S, M]):
    """Every way a thing comes into being, and every move from state to state.

    Attributes:
        name: What it is, as in "an alert that is closed cannot claim".
        states: All its states, in the order in which ends are drawn.
        births: Where each way of coming into being leads.
        transitions: Where each move from each state leads; what is missing is illegal.
    """

    name: str
    states: type[S]
    births: Mapping[M, S]
    transitions: Mapping[tuple[S, M], S]

    def after(self, state: S, move: M) -> S:
        """Return where `move` takes a thing that stands at `state`.

        Raises:
            IllegalMove: The table has no such move.
        """
        try:
            return self.transitions[state, move]
        except KeyError:
            raise IllegalMove(self.name, state, move) from None

    def diagram(self) -> str:
        """Draw the table in Mermaid, moves between the same two states on one arrow."""
        labels: dict[tuple[str, str], list[str]] = {}
        for birth, state in self.births.items():
            labels.setdefault(("[*]", state.value), []).append(birth.value)
        for (state, move), then in self.transitions.items():
            labels.setdefault((state.value, then.value), []).append(move.value)
        arrows = [f"    {a} --> {b}: {', '.join(moves)}" for (a, b), moves in labels.items()]
        sources = {state for state, _ in self.transitions}
        ends = [f"    {one.value} --> [*]" for one in self.states if one not in sources]
        return "\n".join(["stateDiagram-v2", *arrows, *ends, ""])
