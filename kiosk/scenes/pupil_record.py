"""One pupil's whole record: what was shown, the agreement and its signature, the parents' slip, what was put right."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from kiosk.records.rows import (
    ERASURE_REASONS,
    VOID_REASONS,
    Correctable,
    ErasureReason,
    PupilRecord,
    PupilRow,
    StaffRow,
    VoidReason,
    full_date,
    said_date,
)
from kiosk.scenes.page import Back
from kiosk.scenes.signature import draw_signature
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    BOTTOM,
    LEFT,
    RIGHT,
    SCHOOL_TIME,
    SMALLEST,
    STATUS_MARKS,
    TOP,
    WIDTH,
    Pages,
    Pupil,
    Row,
    Short,
    StaffPage,
    action,
    asleep,
    card,
    heading,
    icon,
    line,
    nothing,
    over,
    sign,
    title,
)
from kiosk.ui.painter import Painter
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Keep, Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Drawing, Image, Panel, Widget, Words

SIDE_W = 546.0
MAIN = Rect(LEFT + SIDE_W + 30, TOP, WIDTH - SIDE_W - 30, BOTTOM - TOP)
LINES = 7
SIGNED = {
    "signed": ("done", "Signed"),
    "due again": ("to-sign", "Due again"),
    "not sure": ("not-sure", "Not sure yet"),
    "not yet": ("to-come", "Not yet"),
    "parents only": ("same", "Parents only"),
}
YEARS = {"N": "Nursery", "R": "Reception"}
"""The paper that was signed on, in units: its grid is 1000 either way."""


@dataclass(frozen=True)
class SlipBack:
    pupil_id: str
    back: bool


@dataclass(frozen=True)
class Correct:
    """On to what may be taken back."""

    pupil_id: str


@dataclass(frozen=True)
class HandOver:
    """All that is held, as files to hand over."""

    pupil_id: str


@dataclass(frozen=True)
class Erase:
    """Everything goes, for good."""

    pupil_id: str
    reason: ErasureReason


class Record(StaffPage):
    def __init__(self, staff: StaffRow, record: PupilRecord) -> None:
        super().__init__(staff, "pupils")
        self.record = record
        self.pages = Pages(len(record.rows), LINES)
        self.erasing = False
        self.reason: ErasureReason | None = None

    @property
    def _name(self) -> str:
        return f"{self.record.pupil.given_name} {self.record.pupil.family_name}"

    def _ask(self) -> Outcome | None:
        self.erasing = True
        return None

    def _keep(self) -> Outcome | None:
        self.erasing, self.reason = False, None
        return None

    def _because(self, reason: ErasureReason) -> Outcome | None:
        self.reason = reason
        return None

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        page = [*self.header(), *self._who(), *self._agreement(), *self._slip(), *self._rows(), *self._actions()]
        return [*asleep(page), *self._erasure()] if self.erasing else page

    def _who(self) -> list[Widget]:
        record, box = self.record, Rect(LEFT, TOP, SIDE_W, 188)
        year = YEARS.get(record.year_group, f"Year {record.year_group.removeprefix('Y')}")
        here = f"left on {full_date(record.left_on)}" if record.left_on else f"here since {record.since:%b %Y}"
        room = Rect(box.x + 196, box.y + 24, box.w - 220, 56)
        return [
            card("who", box),
            Panel("who-disc", Rect(box.x + 24, box.y + 22, 144, 144), "sky", radius=72),
            Image(
                "who-avatar",
                Rect(box.x + 42, box.y + 40, 108, 108),
                Part(f"avatars/{record.pupil.avatar}"),
                fit="contain",
            ),
            Words("who-name", room, self._name, 42, 700, shrink_to=26, valign="middle"),
            Short("who-class", Rect(room.x, room.y + 62, room.w, 40), f"{record.class_title}, {year}", colour="ink2"),
            Short("who-since", Rect(room.x, room.y + 104, room.w, 40), here, SMALLEST, colour="ink2"),
        ]

    def _agreement(self) -> list[Widget]:
        record, box = self.record, Rect(LEFT, TOP + 204, SIDE_W, 346)
        kind, told = SIGNED[record.agreement]
        widgets: list[Widget] = [
            card("agreement", box),
            heading("agreement-title", Rect(box.x + 28, box.y + 14, 230, 52), "Agreement"),
            sign("agreement-sign", kind, (box.right - 250, box.y + 40), 40),
            Words("agreement-is", Rect(box.right - 220, box.y + 14, 200, 52), told, 28, 600, valign="middle"),
        ]
        signature = record.signature
        if signature is None:
            room = Rect(box.x + 28, box.y + 90, box.w - 56, 200)
            words = "There is no signature that stands for this school year."
            return [*widgets, Words("no-signature", room, words, 28, colour="ink2", leading=1.35)]
        paper = Rect(box.x + 24, box.y + 76, box.w - 48, 118)
        drawn = signature.strokes
        picture = signature.mark_name if signature.mark_kind == "picture" else ""

        def paint(painter: Painter, rect: Rect) -> None:
            painter.box(rect, 20, "page", "pad_edge", 3)
            draw_signature(painter, rect.inset(14), drawn, picture, 4)

        at = signature.signed_at.astimezone(SCHOOL_TIME)
        heard = f", “{'read' if record.heard == 'read' else 'listened to'}”" if record.heard else ""
        told_lines = (
            ("file", f"Wording {signature.wording_version}{heard}"),
            ("clock", f"{said_date(at)}, {at:%H:%M}"),
            ("person", f"Witnessed by {signature.witnessed_by}" if signature.witnessed_by else "Not witnessed yet"),
        )
        widgets.append(Drawing("signature", paper, paint, (drawn, picture), label="The signature"))
        for place, (name, text) in enumerate(told_lines):
            y = box.y + 208 + place * 44
            widgets += [
                icon(f"signed-icon-{place}", name, (box.x + 50, y + 20), 32),
                Short(f"signed-{place}", Rect(box.x + 86, y, box.w - 110, 40), text, SMALLEST + 1),
            ]
        return widgets

    def _slip(self) -> list[Widget]:
        back = self.record.slip_returned_on
        rect = Rect(LEFT, BOTTOM - 120, SIDE_W, 120)
        label = "Parents’ slip: back" if back else "Parents’ slip: not back yet"
        note = f"on {full_date(back)}. Tap if it was a mistake" if back else "Tap when it comes back"
        tap = partial(Keep, SlipBack(self.record.pupil.id, back is None))
        fill = "paper" if back else "unsure"
        return [
            Row("slip", rect, label, tap, note=note, icon="slip", end="ring", chosen=bool(back), fill=fill, size=28)
        ]

    def _rows(self) -> list[Widget]:
        record = self.record
        counts = f"{record.shown} shown · {record.together} taught together"
        inner = Rect(MAIN.x + 28, MAIN.y, MAIN.w - 56, MAIN.h)
        widgets: list[Widget] = [
            card("rows", MAIN),
            heading("rows-title", Rect(inner.x, MAIN.y + 12, 620, 56), f"What {record.pupil.given_name} has had", 32),
            Words(
                "rows-counts",
                Rect(inner.right - 460, MAIN.y + 12, 460, 56),
                counts,
                26,
                400,
                "ink2",
                "right",
                "middle",
                shrink_to=22,
            ),
            line("rows-line", inner.x, MAIN.y + 72, inner.w),
        ]
        pitch = (MAIN.h - 84 - (64 if record.corrections else 0)) / LINES
        for place, number in enumerate(self.pages.shown):
            row, y = record.rows[number], MAIN.y + 76 + place * pitch
            middle = y + pitch / 2
            if place:
                widgets.append(line(f"line-{number}", inner.x, y, inner.w))
            widgets += [
                Words(
                    f"on-{number}",
                    Rect(inner.x, y, 118, pitch),
                    f"{row.on.day} {row.on:%b}",
                    26,
                    400,
                    "ink2",
                    valign="middle",
                ),
                sign(f"mark-{number}", STATUS_MARKS[row.status], (inner.x + 152, middle), 40),
                Short(f"lesson-{number}", Rect(inner.x + 190, y, 420, pitch), row.lesson_title, 28, 600),
                Short(f"said-{number}", Rect(inner.x + 630, y, inner.w - 630, pitch), row.said, 26, colour="ink2"),
            ]
        if not record.rows:
            room = Rect(inner.x, MAIN.y + 110, inner.w, 60)
            widgets.append(Words("no-rows", room, "Nothing yet.", 30, colour="ink2"))
        if record.corrections:
            put_right = record.corrections[0]
            more = len(record.corrections) - 1
            text = f"{put_right.lesson_title}: {put_right.said}" + (f" And {more} more." if more else "")
            y = MAIN.bottom - 62
            widgets += [
                line("corrected-line", inner.x, y - 4, inner.w),
                icon("corrected-icon", "undo", (inner.x + 20, y + 26), 36, "ochre"),
                Short("corrected", Rect(inner.x + 54, y, inner.w - 54, 52), text, SMALLEST, 600),
            ]
        return widgets

    def _actions(self) -> list[Widget]:
        pupil_id = self.record.pupil.id
        aside = Rect(380, ACTION_Y, 320, ACTION_H)
        promise = "A promise about behaviour, not a mark of the child."
        note = Words("promise", aside, promise, SMALLEST, colour="ink2", valign="middle", leading=1.3)
        return [
            action("back", Rect(LEFT, ACTION_Y, 260, ACTION_H), "Back", lambda: Leave(Back()), icon="back"),
            *(self.pages.button(aside, "rows") or [note]),
            action(
                "correct",
                Rect(RIGHT - 1100, ACTION_Y, 340, ACTION_H),
                "Put right…",
                lambda: Leave(Correct(pupil_id)),
                icon="undo",
            ),
            action(
                "hand-over",
                Rect(RIGHT - 736, ACTION_Y, 420, ACTION_H),
                "Hand over all",
                lambda: Leave(HandOver(pupil_id)),
                icon="export",
            ),
            action("erase", Rect(RIGHT - 292, ACTION_Y, 292, ACTION_H), "Erase…", self._ask, icon="bin"),
        ]

    def _erasure(self) -> list[Widget]:
        box = Rect(390, 110, 1140, 860)
        rows = len(self.record.rows)
        records = "1 record" if rows == 1 else f"{rows} records"
        signatures = "and the signature go" if self.record.signature else "go"
        told = (
            ("list", f"{records} {signatures}", "from the records and from every kept copy"),
            ("chart", "Class counts stay", "as numbers that name nobody"),
            ("seal", "A note stays that something was erased", "when and by whom, not about whom"),
        )
        widgets: list[Widget] = [
            *over(box),
            Panel("bin-disc", Rect(box.x + 48, box.y + 40, 112, 112), "unsure", radius=56),
            icon("bin-icon", "bin", (box.x + 104, box.y + 96), 60, "ochre", "unsure"),
            Words(
                "erase-ask",
                Rect(box.x + 190, box.y + 44, 900, 60),
                f"Erase all that is held on {self._name}?",
                42,
                700,
                shrink_to=28,
                valign="middle",
            ),
            Words(
                "erase-note",
                Rect(box.x + 190, box.y + 106, 900, 44),
                "This cannot be undone, not even from a backup.",
                28,
                colour="ink2",
                valign="middle",
            ),
        ]
        for place, (name, what, how) in enumerate(told):
            y = box.y + 190 + place * 104
            widgets += [
                line(f"told-line-{place}", box.x + 48, y, box.w - 96),
                icon(f"told-icon-{place}", name, (box.x + 92, y + 52), 40),
                Words(f"told-{place}", Rect(box.x + 140, y + 10, 900, 44), what, 30, 600, valign="middle"),
                Words(f"how-{place}", Rect(box.x + 140, y + 54, 900, 40), how, 26, colour="ink2", valign="middle"),
            ]
        wide = (box.w - 96 - 32) / 3
        widgets.append(heading("why", Rect(box.x + 48, box.y + 508, 300, 40), "Why", 28))
        for place, (reason, label) in enumerate(ERASURE_REASONS.items()):
            rect = Rect(box.x + 48 + place * (wide + 16), box.y + 556, wide, 116)
            tap = partial(self._because, reason)
            widgets.append(
                Row(f"because-{reason}", rect, label, tap, end="ring", chosen=reason == self.reason, size=28)
            )
        keep = Rect(box.x + 48, box.bottom - 152, 440, ACTION_H)
        widgets.append(Button("keep", keep, "Keep everything", self._keep, kind="quiet", icon="back", size=34))
        go = Rect(box.x + 536, box.bottom - 152, box.w - 584, ACTION_H)
        if self.reason is None:
            widgets.append(Button("go", go, "First say why", None, kind="off", size=34))
        else:
            done = Erase(self.record.pupil.id, self.reason)
            widgets.append(
                Button("go", go, "Passphrase, then erase", lambda: Leave(done), kind="danger", icon="key", size=34)
            )
        return widgets


# ---------------------------------------------------------------- putting something right


@dataclass(frozen=True)
class Void:
    """Taken back, with why."""

    pupil_id: str
    event_id: str
    reason: VoidReason


@dataclass(frozen=True)
class WhoseWasIt:
    """It was done by somebody else of the class: on to the names."""

    pupil_id: str
    event_id: str


@dataclass(frozen=True)
class Move:
    pupil_id: str
    event_id: str
    to_pupil_id: str


class PutRight(StaffPage):
    """What stands in a pupil's record can be taken back or moved; what was put right stays to be seen."""

    def __init__(self, staff: StaffRow, record: PupilRecord, rows: Sequence[Correctable]) -> None:
        super().__init__(staff, "pupils")
        self.record = record
        self.rows = tuple(rows)
        self.of: Correctable | None = None
        self.pages = Pages(len(self.rows), 5 if len(self.rows) <= 5 else 4)

    def _pick(self, row: Correctable) -> Outcome | None:
        self.of = row
        return None

    def view(self, now: float) -> list[Widget]:
        name = f"{self.record.pupil.given_name} {self.record.pupil.family_name}"
        note = "Nothing is written over: a new row says what was put right, and why."
        widgets: list[Widget] = [*self.header(), *title(f"Put right: {name}", note, along=0.4)]
        wide, high = 1000.0, 112.0
        cells = [Rect(LEFT, 272 + place * (high + 14), wide, high) for place in range(5)]
        for cell, number in zip(cells, self.pages.shown, strict=False):
            row = self.rows[number]
            told = row.voided or row.moved or f"{row.status}, {full_date(row.on)}, {row.class_title}"
            tap = None if row.voided else lambda row=row: self._pick(row)
            widgets.append(
                Row(
                    f"row-{number}",
                    cell,
                    row.title,
                    tap,
                    note=told,
                    kind="" if row.voided else STATUS_MARKS.get(row.status, "done"),
                    icon="undo" if row.voided else "",
                    flat=bool(row.voided),
                    chosen=row == self.of,
                    size=30,
                )
            )
        widgets += self.pages.button(cells[-1], "rows")
        if not self.rows:
            widgets += nothing(Rect(LEFT, 272, RIGHT - LEFT, BOTTOM - 272), "There is nothing to put right.")
        room = Rect(LEFT, ACTION_Y, 260, ACTION_H)
        ways = self._ways() if self.rows else []
        return [*widgets, *ways, action("back", room, "Back", lambda: Leave(Back()), icon="back")]

    def _ways(self) -> list[Widget]:
        x = LEFT + 1032
        box = Rect(x, 272, RIGHT - x, BOTTOM - 272)
        if self.of is None:
            return nothing(box, "Choose what is to be put right.", "think-wait")
        widgets: list[Widget] = [card("ways", box)]
        row, pupil_id = self.of, self.record.pupil.id
        inner = Rect(box.x + 24, box.y + 16, box.w - 48, box.h)
        widgets.append(heading("of", Rect(inner.x + 8, inner.y, inner.w - 16, 52), row.title, 32))
        y = inner.y + 64
        if row.may_move:
            tap = partial(Leave, WhoseWasIt(pupil_id, row.event_id))
            label = "It was somebody else’s turn"
            widgets.append(Row("move", Rect(inner.x, y, inner.w, 112), label, tap, icon="mover", size=28))
            y += 126
        reasons = [each for each in VOID_REASONS.items() if not (row.may_move and each[0] == "wrong-name")]
        for reason, label in reasons:
            done = Void(pupil_id, row.event_id, reason)
            note = "Takes it back"
            widgets.append(
                Row(
                    f"void-{reason}",
                    Rect(inner.x, y, inner.w, 112),
                    label,
                    lambda done=done: Leave(done),
                    note=note,
                    icon="undo",
                    size=28,
                )
            )
            y += 126
        return widgets


class Whose(StaffPage):
    """Whose turn it was: the others of the class."""

    def __init__(self, staff: StaffRow, pupil_id: str, event_id: str, pupils: Sequence[PupilRow]) -> None:
        super().__init__(staff, "pupils")
        self.pupil_id, self.event_id = pupil_id, event_id
        self.pupils = tuple(pupils)
        self.pages = Pages(len(self.pupils), 35 if len(self.pupils) <= 35 else 34)

    def view(self, now: float) -> list[Widget]:
        columns, gap, high = 7, 14.0, 112.0
        wide = (WIDTH - gap * (columns - 1)) / columns
        note = "It is taken back here and recorded there, with where it came from."
        widgets: list[Widget] = [*self.header(), *title("Whose turn was it?", note, along=0.4)]
        cells = [
            Rect(LEFT + place % columns * (wide + gap), TOP + 64 + place // columns * (high + gap), wide, high)
            for place in range(35)
        ]
        for rect, number in zip(cells, self.pages.shown, strict=False):
            pupil = self.pupils[number]
            done = Move(self.pupil_id, self.event_id, pupil.id)
            art = Part(f"avatars/{pupil.avatar}")
            widgets.append(
                Pupil(f"pupil-{pupil.id}", rect, pupil.shown_name, lambda done=done: Leave(done), avatar=art, status="")
            )
        widgets += self.pages.button(cells[-1], "names")
        return [
            *widgets,
            action("back", Rect(LEFT, ACTION_Y, 260, ACTION_H), "Back", lambda: Leave(Back()), icon="back"),
        ]
