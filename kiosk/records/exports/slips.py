"""Parents' slips: the consent form of a class, a page for each pupil with the name filled in, in one language or two.

The consent and the words around it are the school's own form, and are handed in.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from kiosk.records import reports
from kiosk.records.exports.paper import BLUE, BUTTER, EDGE, INK, INK2, SKY, WHITE, Sheets, day, made_at
from kiosk.records.exports.wanted import Around, Consent, Draft, Material, Progress, Wanted
from kiosk.records.faults import NotAllowed
from kiosk.records.rows import SlipRow

if TYPE_CHECKING:
    from kiosk.records.store import Store

M, W = 110, 1240 - 2 * 110


def draft(store: "Store", wanted: Wanted, material: Material, progress: Progress) -> Draft:
    """The slips that are not back yet, each with its number in the class's register."""
    rows = [
        (nth, row)
        for _, of_class in groupby(reports.slips(store, wanted.only), key=lambda row: row.class_id)
        for nth, row in enumerate(of_class, 1)
        if row.returned_on is None
    ]
    consents = _consents(wanted, material)
    school, made = store.school().name, made_at(store, material)
    others = [consent for consent in material.consents if consent.language not in wanted.languages]
    hints = [consent.around.hint for consent in others if consent.around.hint]

    def compose(head_code: str, password: str | None) -> Iterable[bytes]:
        with Sheets(material, title="Parents’ slips", school=school, made=made) as sheets:
            for place, (nth, row) in enumerate(rows):
                for consent in consents:
                    sheets.page()
                    _page(sheets, row, consent, school, hints)
                    if consent is consents[0]:
                        _office(sheets, f"{row.class_title}, {nth}", material.agreement_version, made, head_code)
                progress(0.1 + 0.8 * place / len(rows))
            if not rows:
                sheets.page()
                sheets.text("Every slip is back.", M, 300, 34, 600)
            yield sheets.finished(password)

    return Draft(len(rows), compose)


def _consents(wanted: Wanted, material: Material) -> list[Consent]:
    by_language = {consent.language: consent for consent in material.consents}
    for language in wanted.languages:
        if language not in by_language:
            there = ", ".join(by_language) or "none"
            raise NotAllowed(f'There is no parent\'s consent in the language "{language}". There is: {there}.')
    return [by_language[language] for language in wanted.languages]


def _page(sheets: Sheets, row: SlipRow, consent: Consent, school: str, hints: Iterable[str]) -> None:
    """The English page is signed; one in another language explains it."""
    words = consent.around
    sheets.logo(M, 84, 96)
    width = sheets.width(words.title, 34, 700)
    sheets.text(school, M + 120, 132, 34, 600, room=W - 120 - width - 40)
    sheets.text(words.title, 1240 - M, 132, 34, 700, align="right")
    sheets.rule(M, 216, W, INK, 4)
    y = sheets.block(words.intro, M, 262, W, 27) + 40
    _named(sheets, words, row, y)
    y = _consent(sheets, words, consent, y + 92 + 50)
    sheets.text(words.explains or words.give_back, 620, y + 56, 32, 700, align="middle", room=W)
    y += 110
    for hint in () if words.explains else hints:
        sheets.box(M, y, W, 74, 18, SKY)
        sheets.box(M + 30, y + 20, 38, 26, 5, BLUE)
        sheets.shape([(M + 44, y + 44), (M + 58, y + 44), (M + 54, y + 56)], BLUE)
        sheets.text(hint, M + 88, y + 37, 25, 500)
        y += 90


def _named(sheets: Sheets, words: Around, row: SlipRow, y: float) -> None:
    name = f"{row.pupil.given_name} {row.pupil.family_name}"
    for x, w, label, value in ((M, 640, words.pupil, name), (M + 680, 340, words.group, row.class_title)):
        sheets.box(x, y, w, 92, 18, BUTTER, EDGE)
        after = x + 28 + sheets.text(label, x + 28, y + 46, 26, 400, INK2) + 24
        sheets.text(value, after, y + 46, 36, 600, room=x + w - 24 - after)


def _consent(sheets: Sheets, words: Around, consent: Consent, y: float) -> float:
    """The box with the wording, and lines to sign on. Smaller letters where the wording is long."""
    to_sign = 0 if words.explains else 180
    for size in (28, 26, 24, 22, 20):
        lines = sum(1 if line else 0.55 for line in sheets.wrap(consent.words, size, 400, W - 88))
        high = 140 + lines * 1.5 * size + to_sign
        if y + high <= 1420:
            break
    sheets.box(M, y, W, high, 30, WHITE, INK, 4)
    sheets.text(words.consent, M + 44, y + 66, 38, 700, room=W - 88)
    end = sheets.block(consent.words, M + 44, y + 124, W - 88, size)
    if words.explains:
        return y + high
    for x, w, label, line in (
        (M + 44, 560, words.signed, end + 66),
        (M + 644, 332, words.date, end + 66),
        (M + 44, 932, words.name, end + 150),
    ):
        begin = x + sheets.text(label, x, line, 28, 500) + 18
        sheets.rule(begin, line + 14, x + w - begin, INK, 3)
    return y + high


def _office(sheets: Sheets, slip: str, version: str, made: datetime, head_code: str) -> None:
    sheets.rule(M, 1638, W, "#B9A97C")
    said = f"For the office: slip {slip} · wording “consent”{f', version {version}' if version else ''}"
    sheets.text(said, M, 1662, 20, 400, INK2, room=W - 180)
    sheets.text(f"printed {day(made)} · access log {head_code}", M, 1690, 20, 400, INK2)
    sheets.box(1240 - M - 34, 1658, 34, 34, 8, WHITE, INK2, 3)
    sheets.text("recorded", 1240 - M - 46, 1675, 21, 400, INK2, "right")
