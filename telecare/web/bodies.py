"""What a request body may hold, whatever its shape: values every database can store."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final, TypeVar

import msgspec

from telecare.errors import Invalid

Body = TypeVar("Body")
EARLIEST: Final = datetime(1900, 1, 1, tzinfo=UTC)
LATEST: Final = datetime(2200, 1, 1, tzinfo=UTC)
LARGEST: Final = 2**31 - 1  # of a whole number; instants travel as text


def decoded(data: bytes, shape: type[Body]) -> Body:
    """Decode a JSON body as `shape`.

    Raises:
        Invalid: It is no JSON, not of that shape, or holds what cannot be stored: a NUL, an
            instant without a zone or out of 1900–2199, a number of more than 31 bits.
    """
    try:
        body = msgspec.json.decode(data, type=shape)
    except msgspec.ValidationError as error:
        said, _, where = str(error).partition(" - at `$.")
        field = where.rstrip("`") or "body"
        raise Invalid({field: f"{said}."}, {field: "값의 형식이 맞지 않습니다."}) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Invalid({"body": "This is no JSON."}, {"body": "JSON이 아닙니다."}) from None
    wrong = dict(_wrong("", body))
    if wrong:
        raise Invalid(
            {field: english for field, (english, _) in wrong.items()},
            {field: korean for field, (_, korean) in wrong.items()},
        )
    return body


def _wrong(where: str, value: object) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the place and what is wrong, in English and in Korean."""
    match value:
        case str() if "\0" in value:
            yield where, ("It holds a character nobody types.", "쓸 수 없는 글자가 있습니다.")
        case int() if not -LARGEST <= value <= LARGEST:
            yield where, ("This number is too large.", "수가 너무 큽니다.")
        case datetime() if value.tzinfo is None:
            yield where, ("Send an instant with its zone.", "시간대를 함께 보내세요.")
        case datetime() if not EARLIEST <= value < LATEST:
            yield where, ("This is no time of ours.", "있을 수 없는 때입니다.")
        case msgspec.Struct():
            for name in value.__struct_fields__:
                yield from _wrong(f"{where}.{name}".lstrip("."), getattr(value, name))
        case list() | tuple():
            for number, one in enumerate(value):
                yield from _wrong(f"{where}[{number}]", one)
        case dict():  # the standard's own JSON, checked by who reads it
            return
        case _:
            return
