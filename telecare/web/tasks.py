"""Tasks, over HTTP: what is to be done by when, by whom, and that it is done."""

from typing import Final
from uuid import UUID

from flask import Blueprint, request

from telecare.actions import tasks
from telecare.boards import tasks as boards
from telecare.boards import viewed
from telecare.boards.shapes.common import Done
from telecare.boards.shapes.register import Created
from telecare.boards.shapes.tasks import TaskAsked, TaskChanged, TaskDone, TaskMade
from telecare.boards.shapes.triage import Tasks
from telecare.errors import Invalid
from telecare.records import residents
from telecare.records.context import Context
from telecare.records.staff import Role
from telecare.web.asking import opened
from telecare.web.guard import allow

LOOKS: Final = (Role.CASEWORKER, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.CLINICIAN)
KEEPS: Final = (Role.CASEWORKER, Role.SUPERVISOR, Role.ADMINISTRATOR)
WHICH: Final = ("all", "mine", "done")

blueprint = Blueprint("tasks", __name__)


@blueprint.get("/api/tasks")
@allow(*LOOKS, answers=Tasks, locked=True, query=("which",))
def get_tasks(ctx: Context) -> Tasks:
    """The tasks that stand, whichever is due first; `?which=mine`, or `done` of seven days."""
    which, locked = request.args.get("which", "all"), ctx.actor.locked
    if which not in WHICH:
        words = ", ".join(WHICH)
        raise Invalid({"which": f"Choose one of: {words}."}, {"which": f"다음 중에서: {words}"})
    if which == "done":
        rows = boards.lately_done(ctx, locked=locked)
    else:
        rows = boards.standing(ctx, locked=locked, mine=which == "mine")
    people = () if locked else (row.resident.id for row in rows)
    viewed.of_list(ctx, "tasks.viewed", people, purpose="care", opened=opened(), which=which)
    return Tasks(rows=rows)


@blueprint.get("/api/residents/<uuid:resident_id>/tasks")
@allow(*LOOKS, answers=Tasks)
def get_tasks_of(ctx: Context, resident_id: UUID) -> Tasks:
    """The tasks that stand for one resident."""
    residents.one_for(ctx, resident_id)
    rows = boards.standing(ctx, locked=False, resident_id=resident_id)
    if rows:
        viewed.of_person(ctx, "tasks.viewed", resident_id, purpose="care", opened=opened())
    return Tasks(rows=rows)


@blueprint.post("/api/residents/<uuid:resident_id>/tasks")
@allow(*KEEPS, body=TaskMade, answers=Created, status=201)
def make_task(ctx: Context, resident_id: UUID, body: TaskMade) -> Created:
    """Make a task with a window; whom it is given to is told."""
    return Created(id=tasks.make(ctx, resident_id, _asked(body), body.alert_id))


@blueprint.put("/api/tasks/<uuid:task_id>")
@allow(*KEEPS, body=TaskChanged, answers=Done)
def change_task(ctx: Context, task_id: UUID, body: TaskChanged) -> Done:
    """Change a task that stands. 409 `overtaken`: somebody was faster."""
    tasks.change(ctx, task_id, body.version, _asked(body))
    return Done()


@blueprint.post("/api/tasks/<uuid:task_id>/done")
@allow(*LOOKS, body=TaskDone, answers=Done)
def task_done(ctx: Context, task_id: UUID, body: TaskDone) -> Done:
    """Say that a task is done. 409 `overtaken`: somebody was faster."""
    tasks.done(ctx, task_id, version=body.version)
    return Done()


def _asked(body: TaskAsked) -> tasks.Asked:
    return tasks.Asked(
        kind=body.kind,
        due_at=body.due_at,
        from_at=body.from_at,
        priority=body.priority,
        assigned_to=body.assigned_to,
        words=body.words,
    )
