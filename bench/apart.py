"""The hub with one commit per request: what the group writer is measured against.

`python -m bench.apart serve` is `telecare serve` in every other respect. Only the benches
use it; the product has no such switch.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine

from telecare.cli.main import main
from telecare.db.engine import transaction
from telecare.db.writer import Apply
from telecare.web import device


class EachItsOwn:
    """Takes batches like the group writer, and commits each in a transaction of its own."""

    alive = True

    def __init__(self, engine: Engine, apply: "Apply[Any, Any]") -> None:
        self._engine = engine
        self._apply = apply

    def __class_getitem__(cls, _types: object) -> type["EachItsOwn"]:
        """Be named like the generic it stands for."""
        return cls

    def submit(self, batch: object) -> Any:  # noqa: ANN401
        """Apply one batch in the request's own thread."""
        with transaction(self._engine) as db:
            results: Sequence[Any] = self._apply(db, [batch])
        if isinstance(results[0], Exception):
            raise results[0]
        return results[0]

    submit_urgent = submit

    def close(self) -> None:
        """Do nothing: there is no thread."""


if __name__ == "__main__":
    setattr(device, "GroupWriter", EachItsOwn)  # noqa: B010 its type is not the writer's
    main()
