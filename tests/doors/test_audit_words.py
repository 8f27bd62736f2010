"""The audit log is read by people: whatever the hub writes into it has a word."""

import re
from pathlib import Path

import telecare
from telecare.boards import audit_words, words

ROOMS = ("actions", "boards", "live", "web")
ENTRY = re.compile(r'"([a-z_0-9]+\.[a-z_0-9]+)"')
FILES = re.compile(r"\.(id|json|csv|md|log|html|socket)$")
OTHER = {  # literals of the same form that are no entry
    "feed.organisation_id", "settings.port", "settings.tls", "settings.url",
    "telecare.guard", "telecare.writer", "wsgi.input", "wsgi.input_terminated",
    "devices.simulator", "telecare.device", "telecare.records", "gunicorn.socket",
}  # fmt: skip


def written() -> set[str]:
    """Every literal of the hub's rooms that has the form of an entry."""
    house = Path(telecare.__file__).parent
    files = [path for room in ROOMS for path in sorted((house / room).rglob("*.py"))]
    found = {one for path in files for one in ENTRY.findall(path.read_text("utf-8"))}
    return {one for one in found if not FILES.search(one)} - OTHER


def test_every_entry_of_the_audit_is_said_in_words() -> None:
    assert len(written()) > 100  # the search finds them
    assert {one for one in written() if audit_words.done(one) is None} == set()


def test_an_entry_that_is_a_look_says_at_what() -> None:
    said = audit_words.done("resident.viewed")
    assert said is not None
    assert (said.ko, said.en) == ("봄: 대상자 파일", "Seen: The file")
    assert audit_words.done("card119.shown") == words.HAPPENED["card119.shown"]
    assert audit_words.done("nobody.knows") is None
