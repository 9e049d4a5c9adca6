"""Parents' slips: the consent form of a class, a page for each pupil with the name filled in, in one language or two.

The words around the consent are the school's own form, as it has them in its policy; the consent itself is handed in.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from kiosk.records import reports
from kiosk.records.exports.paper import BLUE, BUTTER, EDGE, INK, INK2, SKY, WHITE, Sheets, day, made_at
from kiosk.records.exports.wanted import Consent, Draft, Material, Progress, Wanted
from kiosk.records.faults import NotAllowed
from kiosk.records.rows import SlipRow

if TYPE_CHECKING:
    from kiosk.records.store import Store

M, W = 110, 1240 - 2 * 110
ENGLISH = "en-GB"


class Words(NamedTuple):
    """What stands around the consent in one language. `hint`: for those who would rather have it in this one.
    `explains`: what is said instead of signing, on a page that only explains the English one.
    """

    form: str
    intro: str
    pupil: str
    group: str
    consent: str
    signed: str
    date: str
    name: str
    give_back: str
    hint: str
    explains: str


WORDS: Mapping[str, Words] = {
    ENGLISH: Words(
        form="e-Safety Rules",
        intro="All pupils use computer facilities including Internet access as an essential part of learning, as "
        "required by the National Curriculum. Both pupils and their parents/carers are asked to sign to show that the "
        "e-Safety Rules have been understood and agreed.",
        pupil="Pupil:",
        group="Class:",
        consent="Parent’s Consent for Internet Access",
        signed="Signed:",
        date="Date:",
        name="Please print name:",
        give_back="Please complete, sign and return to the School office",
        hint="",
        explains="",
    ),
    "pl": Words(
        form="Zasady e-bezpieczeństwa",
        intro="Wszyscy uczniowie korzystają z komputerów i z internetu, ponieważ jest to ważna część nauki i wymaga "
        "tego krajowy program nauczania (National Curriculum). Prosimy uczniów oraz rodziców lub opiekunów o podpis na "
        "znak, że zasady e-bezpieczeństwa zostały zrozumiane i przyjęte.",
        pupil="Uczeń:",
        group="Klasa:",
        consent="Zgoda rodzica na dostęp do internetu",
        signed="",
        date="",
        name="",
        give_back="",
        hint="Po polsku? Proszę zapytać w sekretariacie szkoły.",
        explains="To tłumaczenie wyjaśnia angielski formularz. Podpisać należy formularz angielski.",
    ),
}


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
    hints = [words.hint for code, words in WORDS.items() if words.hint and code not in wanted.languages]

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
        if language not in by_language or language not in WORDS:
            there = ", ".join(code for code in by_language if code in WORDS) or "none"
            raise NotAllowed(f'There is no parent\'s consent in the language "{language}". There is: {there}.')
    return [by_language[language] for language in wanted.languages]


def _page(sheets: Sheets, row: SlipRow, consent: Consent, school: str, hints: Iterable[str]) -> None:
    """The English page is signed; one in another language explains it."""
    words = WORDS[consent.language]
    sheets.logo(M, 84, 96)
    width = sheets.width(words.form, 34, 700)
    sheets.text(school, M + 120, 132, 34, 600, room=W - 120 - width - 40)
    sheets.text(words.form, 1240 - M, 132, 34, 700, align="right")
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


def _named(sheets: Sheets, words: Words, row: SlipRow, y: float) -> None:
    name = f"{row.pupil.given_name} {row.pupil.family_name}"
    for x, w, label, value in ((M, 640, words.pupil, name), (M + 680, 340, words.group, row.class_title)):
        sheets.box(x, y, w, 92, 18, BUTTER, EDGE)
        after = x + 28 + sheets.text(label, x + 28, y + 46, 26, 400, INK2) + 24
        sheets.text(value, after, y + 46, 36, 600, room=x + w - 24 - after)


def _consent(sheets: Sheets, words: Words, consent: Consent, y: float) -> float:
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
