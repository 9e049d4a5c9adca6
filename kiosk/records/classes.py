"""Classes and who is in them. They come from the roster (`roster.apply`); here they are read."""

from kiosk.records.database import Row
from kiosk.records.faults import NotFound
from kiosk.records.names import shown, sort_key
from kiosk.records.passwords import Passwords
from kiosk.records.rows import ClassRow, PupilRow, StaffRow
from kiosk.records.terms import school_year_of

_CLASS = """
    select c.id, c.title, c.year_groups, c.key_stage, c.school_year, c.signs,
        (select count(*) from member m where m.class_id = c.id) as size
    from class c
"""


class Classes(Passwords):
    """The school's classes of this school year."""

    def classes(self) -> list[ClassRow]:
        """This school year's classes that have anybody in them: youngest first, then by title."""
        rows = self.query(f"{_CLASS} where c.school_year = ?", school_year_of(self.today()))
        found = [_class_row(row) for row in rows if row["size"]]
        return sorted(found, key=lambda row: (year_order(row.year_groups[0]), sort_key(row.title)))

    def class_(self, class_id: str) -> ClassRow:
        """Any class, of earlier school years too."""
        row = self._row(f"{_CLASS} where c.id = ?", class_id)
        if row is None:
            raise NotFound("There is no such class. Choose another.")
        return _class_row(row)

    def pupils(self, class_id: str) -> list[PupilRow]:
        """Who is in it now, or was in it until its school year ended, by the name that is shown."""
        rows = self.query(
            "select p.id, p.given_name, p.family_name, p.avatar, p.password_hash, p.password_key "
            "from member m join pupil p on p.id = m.pupil_id where m.class_id = ?",
            class_id,
        )
        names = shown([(row["given_name"], row["family_name"]) for row in rows])
        found = [self._pupil_row(row, name) for row, name in zip(rows, names, strict=True)]
        return sorted(found, key=lambda row: (sort_key(row.shown_name), row.id))

    def pupil(self, pupil_id: str) -> PupilRow:
        """Anybody in the records, as their class shows them."""
        self._pupil(pupil_id)
        class_id = self._value("select class_id from enrolment where pupil_id = ? order by id desc limit 1", pupil_id)
        return self._pupils_by_id(str(class_id), {pupil_id})[pupil_id]

    def set_signs(self, class_id: str, signs: bool, by: StaffRow) -> None:
        """Whether this class's pupils sign for themselves, or only their parents do."""
        self.class_(class_id)
        with self.transaction():
            self._write("update class set signs = ? where id = ?", int(signs), class_id)
            self._log("class-signs", by, class_id=class_id, signs=signs)

    def _pupil_row(self, row: Row, name: str) -> PupilRow:
        return PupilRow(
            id=row["id"],
            given_name=row["given_name"],
            family_name=row["family_name"],
            shown_name=name,
            avatar=row["avatar"],
            has_password=self._has_password(row),
        )

    def _pupils_by_id(self, class_id: str, also: set[str]) -> dict[str, PupilRow]:
        """The class's pupils, and those in `also` who have left it since, by id."""
        found = {row.id: row for row in self.pupils(class_id)}
        for pupil_id in also - found.keys():
            row = self._row("select * from pupil where id = ?", pupil_id)
            if row is not None:
                found[pupil_id] = self._pupil_row(row, f"{row['given_name']} {row['family_name']}")
        return found


def year_order(group: str) -> int:
    """Nursery, Reception, Year 1 to Year 6."""
    return {"N": -1, "R": 0}[group] if group in ("N", "R") else int(group[1:])


def _class_row(row: Row) -> ClassRow:
    return ClassRow(
        id=row["id"],
        title=row["title"],
        year_groups=tuple(row["year_groups"].split()),
        key_stage=row["key_stage"],
        school_year=row["school_year"],
        signs=bool(row["signs"]),
        size=row["size"],
    )
