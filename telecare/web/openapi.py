"""The OpenAPI 3.1 document, drawn from the marks on the routes and from the boards' values."""

import re
from typing import Any, Final

import msgspec
from flask import Flask
from werkzeug.routing import Rule

from telecare.boards.shapes.calls import (
    CallMoved,
    PeerSeen,
    SocketAnswer,
    SocketOffer,
    TypedLine,
)
from telecare.boards.shapes.common import Refusal
from telecare.boards.shapes.live import Nudge, ServerClock
from telecare.protocol import messages
from telecare.protocol.messages import PromptAnswer, RefusalBody, TabletReport
from telecare.web.guard import Mark, mark_of

REFS: Final = "#/components/schemas/{name}"
VERBS: Final = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})
CONVERTER: Final = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
JSON: Final = "application/json"
SPOKEN: Final = frozenset(  # over a socket, as an observation's data, or as a refusal
    {
        CallMoved, Nudge, PeerSeen, PromptAnswer, Refusal, RefusalBody, ServerClock,
        SocketAnswer, SocketOffer, TabletReport, TypedLine,
    }
)  # fmt: skip


def _drawn(shape: Any) -> Any:  # noqa: ANN401 - a Struct class
    """Return the shape to draw: a batch holds raw JSON, which is drawn as the object it is."""
    if shape is not messages.Delivery:
        return shape
    observation = _twin(messages.Observation, data=dict[str, Any])
    return _twin(messages.Delivery, observations=list[observation])  # type: ignore[valid-type]


def _twin(shape: type[msgspec.Struct], **instead: Any) -> type[msgspec.Struct]:  # noqa: ANN401
    """Return a shape of the same name and fields, some of another type."""
    fields: list[tuple[str, Any] | tuple[str, Any, Any]] = []
    for field in msgspec.structs.fields(shape):
        kind = instead.get(field.name, field.type)
        if field.required:
            fields.append((field.name, kind))
        else:
            free = field.name in instead
            otherwise = msgspec.field(default_factory=dict) if free else field.default
            fields.append((field.name, kind, otherwise))
    told = {"__doc__": shape.__doc__}
    return msgspec.defstruct(shape.__name__, fields, namespace=told, frozen=True)


def document(app: Flask, version: str) -> dict[str, Any]:
    """Return the document of every route that reads or answers one of the boards' values."""
    routes = [
        (rule, verb, mark)
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
        for verb in sorted(VERBS & (rule.methods or set()))
        if (mark := mark_of(app.view_functions[rule.endpoint]))
        and (mark.body or mark.answers or mark.produces)
    ]
    shapes = {
        _drawn(shape) for _, _, mark in routes for shape in (mark.body, mark.answers) if shape
    }
    ordered = sorted(shapes | SPOKEN, key=lambda shape: shape.__name__)
    _, schemas = msgspec.json.schema_components(ordered, ref_template=REFS)
    paths: dict[str, dict[str, Any]] = {}
    for rule, verb, mark in routes:
        path = CONVERTER.sub(r"{\g<name>}", rule.rule)
        view = app.view_functions[rule.endpoint]
        paths.setdefault(path, {})[verb.lower()] = _operation(rule, mark, view.__doc__ or "")
    return {
        "openapi": "3.1.0",
        "info": {"title": "Telecare hub", "version": version},
        "paths": paths,
        "components": {"schemas": dict(sorted(schemas.items()))},
    }


def _operation(rule: Rule, mark: Mark, promise: str) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": rule.endpoint.replace(".", "_"),
        "summary": promise.strip().partition("\n")[0],
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": _parameter(kind)}
            for kind, name in CONVERTER.findall(rule.rule)
        ]
        + [{"name": name, "in": "query", "schema": {"type": "string"}} for name in mark.query],
        "responses": {
            str(mark.status): {"description": "Done.", **_content(mark.answers)},
            "default": {"description": "Refused.", **_content(_refusal(mark))},
        },
    }
    if mark.roles:
        operation["x-roles"] = [role.value for role in mark.roles]
    if mark.body:
        operation["requestBody"] = {"required": True, **_content(mark.body)}
    if mark.consumes:
        plain = {"schema": {"type": "string"}}
        operation["requestBody"] = {"required": True, "content": {mark.consumes: plain}}
    if mark.produces:
        operation["responses"][str(mark.status)]["content"] = {mark.produces: {"schema": {}}}
    return operation


def _refusal(mark: Mark) -> type[Refusal | RefusalBody]:
    return RefusalBody if mark.device else Refusal


def _parameter(kind: str) -> dict[str, str]:
    if kind == "uuid":
        return {"type": "string", "format": "uuid"}
    return {"type": "integer"} if kind == "int" else {"type": "string"}


def _content(shape: Any) -> dict[str, Any]:  # noqa: ANN401 - a Struct class, or None
    if shape is None:
        return {}
    return {"content": {JSON: {"schema": {"$ref": REFS.format(name=shape.__name__)}}}}
