"""A well-formed body for every route that takes one: for the walks over all doors."""

from datetime import timedelta
from uuid import UUID

from tests.cast import NOON

LEASE = str(UUID(int=7))
RING = "/api/residents/<uuid:resident_id>/calls"
PRINT = "sha-256 " + ":".join(["AB"] * 32)
LATER = (NOON + timedelta(hours=1)).isoformat()

# A body that is well formed, for every route that names a record.
BODIES: dict[tuple[str, str], object] = {
    ("POST", "/api/alerts/<uuid:alert_id>/claim"): {"version": 1},
    ("POST", "/api/alerts/<uuid:alert_id>/release"): {"version": 1, "lease_token": LEASE},
    ("POST", "/api/alerts/<uuid:alert_id>/hold"): {
        "version": 1, "lease_token": LEASE, "until": LATER, "reason": "visit",
    },
    ("POST", "/api/alerts/<uuid:alert_id>/resolve"): {
        "version": 1, "lease_token": LEASE, "outcome": "ok_confirmed", "verified": "voice",
    },
    ("POST", "/api/alerts/<uuid:alert_id>/close"): {"version": 1},
    ("PUT", "/api/watch/canaries/<uuid:organisation_id>"): {"every_minutes": 10},
    ("DELETE", "/api/watch/canaries/<uuid:organisation_id>"): None,
    ("POST", "/api/alerts/<uuid:alert_id>/undo"): {"version": 1, "lease_token": LEASE},
    ("POST", "/api/alerts/<uuid:alert_id>/notes"): {"text": "전화함"},
    ("POST", "/api/alerts/<uuid:alert_id>/hand-over"): {
        "version": 1, "lease_token": LEASE, "to": LEASE,
    },
    ("POST", "/api/alerts/<uuid:alert_id>/reveal"): {"what": "phone"},
    ("POST", "/api/alerts/<uuid:alert_id>/called-119"): {
        "lease_token": LEASE, "at": NOON.isoformat(),
    },
    ("POST", "/api/alerts/<uuid:alert_id>/respond"): {
        "version": 1, "lease_token": LEASE, "expected_by": LATER, "how": "neighbour",
    },
    ("POST", "/api/alerts/<uuid:alert_id>/dial"): {"contact_id": None},
    ("POST", "/api/residents/<uuid:resident_id>/door-code"): None,
    ("POST", "/api/residents/<uuid:resident_id>/suppressions"): {
        "reason": "visit", "until": (NOON + timedelta(hours=1)).isoformat(),
    },
    ("POST", "/api/suppressions/<uuid:suppression_id>/extend"): {
        "version": 1, "until": (NOON + timedelta(hours=1)).isoformat(), "note": "아직 계심",
    },
    ("POST", "/api/suppressions/<uuid:suppression_id>/end"): {"version": 1},
    ("POST", "/api/handovers/<uuid:handover_id>/lines"): {"words": "혈압 다시 여쭙기"},
    ("POST", "/api/handovers/<uuid:handover_id>/lines/<uuid:line_id>/tick"): None,
    ("POST", "/api/handovers/<uuid:handover_id>/close"): None,
    ("POST", "/api/residents/<uuid:resident_id>/transfers"): {"to": LEASE, "words": "이사"},
    ("POST", "/api/transfers/<uuid:transfer_id>/accept"): {"version": 1},
    ("POST", "/api/transfers/<uuid:transfer_id>/refuse"): {"version": 1, "words": "자리 없음"},
    ("POST", "/api/transfers/<uuid:transfer_id>/withdraw"): {"version": 1, "words": "취소"},
    ("PUT", "/api/figures/late/<uuid:alert_id>"): {
        "wait_no": 1, "version": 0, "reason": "all_busy",
    },
    ("POST", "/api/incidents/<uuid:incident_id>/close"): {"version": 1},
    ("PATCH", "/api/residents/<uuid:resident_id>"): {"version": 1, "notes": "새 메모"},
    ("POST", "/api/residents/<uuid:resident_id>/end"): {"version": 1, "reason": "moved"},
    ("POST", "/api/residents/<uuid:resident_id>/reveal"): {"what": "phone"},
    ("POST", "/api/residents/<uuid:resident_id>/contacts"): {
        "kind": "family", "name": "박은호", "phone": "010-1111-2222",
    },
    ("PATCH", "/api/residents/<uuid:resident_id>/contacts/<uuid:contact_id>"): {
        "version": 1, "relation": "이웃",
    },
    ("DELETE", "/api/residents/<uuid:resident_id>/contacts/<uuid:contact_id>"): {"version": 1},
    ("PUT", "/api/residents/<uuid:resident_id>/plan"): {"version": 1, "risk": "high"},
    ("POST", "/api/residents/<uuid:resident_id>/absences"): {
        "start": NOON.isoformat(), "end": LATER, "reason": "hospital",
    },
    ("DELETE", "/api/residents/<uuid:resident_id>/absences/<uuid:absence_id>"): None,
    ("POST", "/api/residents/<uuid:resident_id>/relationships"): {
        "login": "doyun", "role": "doctor", "basis": "consent",
    },
    ("DELETE", "/api/residents/<uuid:resident_id>/relationships/<uuid:relationship_id>"): None,
    ("POST", "/api/residents/<uuid:resident_id>/devices"): {"label": "거실"},
    ("POST", "/api/devices/<uuid:device_id>/code"): None,
    ("POST", "/api/devices/<uuid:device_id>/revoke"): {"version": 1},
    ("POST", "/api/devices/<uuid:device_id>/reload"): None,
    ("POST", RING): {"purpose": "welfare", "fingerprint": PRINT},
    ("POST", "/api/calls/<uuid:call_id>/seat"): {"fingerprint": PRINT},
    ("POST", "/api/calls/<uuid:call_id>/end"): None,
    ("POST", "/api/calls/<uuid:call_id>/phone"): {"reason": "no_video"},
    ("POST", "/api/calls/<uuid:call_id>/quality"): {"loss_percent": 1.0},
    ("POST", "/api/residents/<uuid:resident_id>/gates"): {
        "basis": "seen_before", "basis_date": "2026-11-01", "identity_how": "video_face",
        "explained_text_id": "2026-12-24", "consent_by": "self", "language": "ko",
        "spoken": True,
    },
    ("PUT", "/api/calls/<uuid:call_id>/note"): {"text": "S)", "after_version": 0},
    ("POST", "/api/calls/<uuid:call_id>/consent"): None,
    ("POST", "/api/calls/<uuid:call_id>/note/sign/options"): {"version": 1},
    ("POST", "/api/calls/<uuid:call_id>/note/sign"): {"statement": "x", "credential": {}},
    ("POST", "/api/residents/<uuid:resident_id>/prompts"): {"kind": "are_you_ok"},
    ("POST", "/api/tasks/<uuid:task_id>/done"): {"version": 1},
    ("POST", "/api/visits/<uuid:visit_id>/settle"): None,
    ("PUT", "/api/tasks/<uuid:task_id>"): {"version": 1, "kind": "visit", "due_at": LATER},
    ("POST", "/api/residents/<uuid:resident_id>/tasks"): {"kind": "visit", "due_at": LATER},
    ("POST", "/api/residents/<uuid:resident_id>/appointments"): {
        "at": LATER, "who": "방문간호사", "what": "혈압 재기",
    },
    ("DELETE", "/api/residents/<uuid:resident_id>/appointments/<uuid:appointment_id>"): None,
    ("PATCH", "/api/rota/duties/<uuid:duty_id>"): {"version": 1, "name_ko": "야간"},
    ("PUT", "/api/rota/duties/<uuid:duty_id>/plan"): {
        "after": 0, "from_day": "2026-12-01", "lines": [],
    },
    ("POST", "/api/rota/duties/<uuid:duty_id>/plan/cancel"): {
        "after": 0, "from_day": "2026-12-01",
        "line": {"kind": 0, "start": 0, "end": 60, "staff_id": LEASE},
    },
    ("POST", "/api/rota/duties/<uuid:duty_id>/overrides"): {
        "from_at": NOON.isoformat(), "until_at": LATER, "staff_id": LEASE,
    },
    ("DELETE", "/api/rota/overrides/<uuid:override_id>"): None,
    ("POST", "/api/rota/duties/<uuid:duty_id>/swaps"): {
        "from_at": NOON.isoformat(), "until_at": LATER, "other_id": LEASE,
    },
    ("POST", "/api/rota/swaps/<uuid:swap_id>"): {"version": 1, "answer": "refuse"},
    ("DELETE", "/api/rota/holidays/<uuid:holiday_id>"): None,
    ("PATCH", "/api/staff/<uuid:staff_id>"): {"version": 1, "name": "새 이름"},
    ("POST", "/api/staff/<uuid:staff_id>/reset"): None,
    ("DELETE", "/api/me/addresses/<uuid:address_id>"): None,
    ("POST", "/api/me/addresses/<uuid:address_id>/test"): None,
    ("DELETE", "/api/providers/<uuid:provider_id>"): None,
    ("POST", "/api/messages/<uuid:notification_id>/open"): None,
    ("POST", "/api/hooks/<uuid:provider_id>"): {
        "event": "e1", "notification": LEASE, "result": "delivered",
    },
}  # fmt: skip

# What is sent to a route that names none, where an empty body is not well formed.
OTHERS: dict[tuple[str, str], object] = {
    ("POST", "/api/residents"): {
        "name": "이새롬", "organisation_id": LEASE, "birth_date": "1950-01-01", "sex": "female",
        "address": "경상북도 봉화군",
    },
    ("POST", "/api/handovers"): {"to": LEASE},
    ("POST", "/api/visits"): {
        "id": LEASE, "author_id": LEASE, "resident_id": LEASE, "found": "well",
        "captured_at": NOON.isoformat(), "sent_at": NOON.isoformat(),
    },
    ("POST", "/api/alerts/bulk"): {"verb": "claim", "rows": [{"id": LEASE, "version": 1}]},
    ("POST", "/api/search"): {"text": "김순자"},
    ("POST", "/api/consultation-terms"): {
        "from_day": "2027-01-01", "bases": {}, "gate_minutes": 60, "source": "고시",
    },
    ("POST", "/api/rota/duties"): {
        "organisation_id": LEASE, "code": "night", "name_ko": "야간", "name_en": "Night",
        "hours": [],
    },
    ("PUT", "/api/policies/<severity>"): {
        "organisation_id": LEASE, "after": 0, "repeat_s": 120, "reason": "야간 인력",
        "steps": [{"delay_s": 0, "targets": ["supervisor"], "channels": ["console"]}],
    },
    ("POST", "/api/policies/<severity>/inherit"): {
        "organisation_id": LEASE, "after": 1, "reason": "도와 같게",
    },
    ("POST", "/api/policies/who"): {"organisation_id": LEASE, "steps": []},
    ("PUT", "/api/prechecks"): {
        "organisation_id": LEASE, "after": 0, "protocol": "standard", "asks": [],
    },
    ("POST", "/api/rota/holidays"): {
        "organisation_id": LEASE, "day": "2026-12-24", "name_ko": "군민의 날",
    },
    ("POST", "/api/me/addresses"): {"channel": "sms", "address": "010-1234-5678"},
    ("POST", "/api/providers"): {
        "channel": "sms", "kind": "webhook", "label": "모뎀", "secret": "sixteen or more c",
        "settings": {"url": "http://127.0.0.1:9/"},
    },
    ("POST", "/api/links/open"): {"token": "nobody's"},
    ("POST", "/api/staff"): {
        "login": "new", "name": "새 사람", "role": "caseworker", "organisation_id": LEASE,
    },
}  # fmt: skip
