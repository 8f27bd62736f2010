"""The feed of one si/gun: what has changed after a number, as it stands now."""

from uuid import UUID

from telecare.boards import rows, triage
from telecare.boards.shapes.triage import Change, Changes
from telecare.care.alert import LIVE_STATES
from telecare.errors import NotYours
from telecare.records import feeds
from telecare.records.alerts import Alert
from telecare.records.context import Context


def changes(ctx: Context, feed: UUID, after: int, *, locked: bool) -> Changes:
    """Return the changes of `feed` numbered above `after`, scoped like every read.

    `rows` are the changed alerts that are live and the actor's to see; `gone` are the others:
    they leave the screen. At most as many changes as one screen has rows, so that no live alert
    is cut off and taken for gone; `seq` is the last one told.

    Raises:
        NotYours: The actor does not follow this feed.
        Resync: The changes are no longer kept, or `after` is of another life of the hub.
    """
    if feed not in feeds.followed_by(ctx.db, ctx.actor, ctx.now):
        raise NotYours
    told = feeds.changes_after(ctx.db, feed, after, limit=rows.MOST)
    named = {change.alert_id for change in told if change.alert_id is not None}
    live = Alert.state.in_(LIVE_STATES)
    shown = rows.rows_where(ctx, Alert.id.in_(named), live, locked=locked) if named else []
    seen = {row.id for row in shown}
    return Changes(
        feed=feed,
        seq=told[-1].seq if told else after,
        changes=[
            Change(
                seq=change.seq,
                kind=change.kind.value,
                alert_id=change.alert_id,
                resident_id=change.resident_id,
            )
            for change in told
        ],
        rows=shown,
        gone=sorted(named - seen, key=str),
        counts=triage.counts(ctx),
    )
