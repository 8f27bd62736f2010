"""Run a coroutine from a test, whatever the thread of the tests is doing.

The browser tests keep an event loop in the main thread as long as their browser is open, and
the order of modules is chance; so a story on a loop gets a thread of its own.
"""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

Result = TypeVar("Result")


def run(story: Coroutine[Any, Any, Result]) -> Result:
    """Return what the story returns, or raise what it raises."""
    told: Future[Result] = Future()

    def tell() -> None:
        try:
            told.set_result(asyncio.run(story))
        except BaseException as error:  # noqa: BLE001 - the test's own thread raises it
            told.set_exception(error)

    thread = threading.Thread(target=tell)
    thread.start()
    thread.join()
    return told.result()
