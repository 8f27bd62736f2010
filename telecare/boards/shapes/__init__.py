"""The values that screens read and send: the one source of their types.

The OpenAPI document is drawn from these, and the TypeScript types from it. Instants are aware
UTC datetimes (RFC 3339 on the wire); a `Bilingual` is one sentence in Korean and in English.
"""
