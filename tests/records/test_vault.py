"""What is sealed opens only where it was sealed, and only with its own key."""

import base64
import os
import stat
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telecare.config import Settings
from telecare.errors import BadSiteKey, MissingSiteKey, OpenSiteKey, Refused, SealBroken
from telecare.vault.envelope import looks_sealed, unpack
from telecare.vault.sitekey import open_vault
from telecare.vault.vault import PlainKey, Subject, Vault

VAULT = Vault(bytes(range(32)))
ROW = uuid4()
SUBJECT = Subject("resident", ROW)


def fresh_key(vault: Vault = VAULT, subject: Subject = SUBJECT) -> PlainKey:
    key_id, wrapped = vault.new_data_key(subject)
    return vault.unwrap(key_id, subject, wrapped)


@given(text=st.text())
def test_what_is_sealed_opens_again(text: str) -> None:
    key = fresh_key()
    sealed = VAULT.seal(key, text, table="resident", column="name", row=ROW)

    assert VAULT.open_(key, sealed, table="resident", column="name", row=ROW) == text
    assert looks_sealed(sealed)
    assert unpack(sealed).key_id == key.id


def test_the_same_words_never_look_the_same_twice() -> None:
    key = fresh_key()
    looks = {
        VAULT.seal(key, "김순자", table="resident", column="name", row=ROW) for _ in range(50)
    }

    assert len(looks) == 50


@pytest.mark.parametrize(
    ("table", "column", "row"),
    [("contact", "name", ROW), ("resident", "notes", ROW), ("resident", "name", UUID(int=1))],
)
def test_words_moved_to_another_place_do_not_open(table: str, column: str, row: UUID) -> None:
    key = fresh_key()
    sealed = VAULT.seal(key, "김순자", table="resident", column="name", row=ROW)

    with pytest.raises(SealBroken):
        VAULT.open_(key, sealed, table=table, column=column, row=row)


def test_every_changed_byte_breaks_the_seal() -> None:
    key = fresh_key()
    sealed = VAULT.seal(key, "김순자", table="resident", column="name", row=ROW)
    for place in [0, 1, *range(18, len(sealed))]:  # 2–17 name the key, which is asked for first
        altered = bytearray(sealed)
        altered[place] ^= 1
        with pytest.raises(SealBroken):
            VAULT.open_(key, bytes(altered), table="resident", column="name", row=ROW)


def test_a_wrapped_key_opens_for_its_own_subject_and_site_only() -> None:
    key_id, wrapped = VAULT.new_data_key(SUBJECT)
    VAULT.forget(key_id)

    with pytest.raises(SealBroken):
        VAULT.unwrap(key_id, Subject("household", ROW), wrapped)
    with pytest.raises(SealBroken):
        VAULT.unwrap(uuid4(), SUBJECT, wrapped)
    with pytest.raises(SealBroken):
        Vault(bytes(32)).unwrap(key_id, SUBJECT, wrapped)
    assert VAULT.unwrap(key_id, SUBJECT, wrapped).id == key_id


def test_blind_digests_differ_by_purpose_and_by_site() -> None:
    digests = {
        Vault(site).blind(kind, "ㄱㅅㅈ")
        for site in (bytes(range(32)), bytes(32))
        for kind in ("name", "initials", "phone4")
    }

    assert len(digests) == 6
    assert VAULT.blind("name", "김순자") == Vault(bytes(range(32))).blind("name", "김순자")


def settings_at(path: Path, key: str | None = None) -> Settings:
    return Settings(var=path, site_key=key, site_key_file=path / "site.key")


def test_without_a_key_the_hub_says_what_to_do_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(MissingSiteKey) as refused:
        open_vault(settings_at(tmp_path))

    assert "TELECARE_SITE_KEY" in refused.value.sentence
    assert "telecare init" in refused.value.sentence
    assert "\n" not in refused.value.sentence
    assert not (tmp_path / "site.key").exists()


def test_the_first_start_makes_a_file_only_its_owner_reads(tmp_path: Path) -> None:
    mask = os.umask(0)
    try:
        made = open_vault(settings_at(tmp_path / "var"), make=True)
    finally:
        os.umask(mask)
    path = tmp_path / "var" / "site.key"

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert open_vault(settings_at(tmp_path / "var")).name == made.name
    assert open_vault(settings_at(tmp_path / "var"), make=True).name == made.name


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_a_key_file_others_can_touch_is_refused(tmp_path: Path, mode: int) -> None:
    open_vault(settings_at(tmp_path), make=True)
    (tmp_path / "site.key").chmod(mode)

    with pytest.raises(OpenSiteKey):
        open_vault(settings_at(tmp_path))


@pytest.mark.parametrize(
    "text",
    ["", "not base64 at all", base64.b64encode(bytes(16)).decode(), "한글", "A" * 43],
)
def test_a_text_that_is_no_key_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "site.key"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)

    for settings in (settings_at(tmp_path), settings_at(tmp_path, key=text)):
        with pytest.raises(BadSiteKey):
            open_vault(settings)


def test_the_key_of_the_environment_comes_first_and_is_never_shown(tmp_path: Path) -> None:
    key = base64.b64encode(bytes(range(32))).decode()
    settings = settings_at(tmp_path, key=key)

    assert open_vault(settings).name == VAULT.name
    assert key not in repr(settings)


def test_every_refusal_has_a_code_a_status_and_two_sentences() -> None:
    def every(kind: type[Refused]) -> list[type[Refused]]:
        return [kind, *(leaf for child in kind.__subclasses__() for leaf in every(child))]

    refusals = every(Refused)
    codes = [refusal.code for refusal in refusals]

    assert len(codes) == len(set(codes))
    for refusal in refusals:
        first = (refusal.__doc__ or "").partition("\n")[0]
        assert first.endswith("."), refusal
        assert 400 <= refusal.status <= 599
        assert any("가" <= character <= "힣" for character in refusal.message_ko), refusal
