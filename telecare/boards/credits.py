"""Whose data ships with the service, on which terms, and what was changed."""

from functools import cache
from importlib.resources import files
from typing import Final

from telecare.boards.shapes.common import Bilingual
from telecare.boards.shapes.office import Credit, Credits

CC_BY: Final = "look-up/licence-cc-by-4.0.md"  # a page of the handbook


@cache
def all_credits() -> Credits:
    """Return everybody we thank; the terms are read from the handbook once."""
    return Credits(rows=[_tihm(), _legal_codes()])


def _tihm() -> Credit:
    return Credit(
        title="TIHM: An open dataset for remote healthcare monitoring in dementia",
        authors="F. Palermo et al., Scientific Data 10:606 (2023), "
        "doi 10.1038/s41597-023-02519-y",
        licence="CC BY 4.0",
        licence_text=_text(CC_BY),
        source="Zenodo 7622128, doi 10.5281/zenodo.7622128",
        changed=Bilingual(
            ko="열두 집의 동작·문 감지기 기록만 골라 담았습니다. 날짜를 몇 주 단위로 옮기고, "
            "현지 시각을 한국 시각으로 읽으며, 지어낸 사람과 지어낸 주소를 붙였습니다. 기록된 "
            "집은 영국에 있고, 그 집에 몇 분이 사는지는 알려져 있지 않습니다. 화면의 사람은 "
            "아무도 실재하지 않습니다.",
            en="Twelve homes and only their motion and door sensors are kept. Dates are "
            "shifted by whole weeks, the local wall clock is read as that of Korea, and each "
            "home is given to an invented person at an invented address. The homes are "
            "British; how many people live in each is not known. Nobody shown exists.",
        ),
        acknowledgement="Surrey and Borders Partnership NHS Foundation Trust; Howz. "
        "None of them endorses this service.",
    )


def _legal_codes() -> Credit:
    return Credit(
        title="법정동코드 · Legal-dong codes of the Republic of Korea",
        authors="행정안전부 · Ministry of the Interior and Safety",
        licence="published by the ministry",
        licence_text="",
        source="행정표준코드관리시스템 · administrative standard codes",
        changed=Bilingual(
            ko="경상북도만 남기고(군위군 제외) 영문 이름을 로마자 표기법에 따라 더했습니다.",
            en="Only Gyeongsangbuk-do is kept (without Gunwi-gun); English names were added by "
            "the Revised Romanization.",
        ),
        acknowledgement="",
    )


def _text(page: str) -> str:
    return files("telecare").joinpath("handbook", *page.split("/")).read_text(encoding="utf-8")
