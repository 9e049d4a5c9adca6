"""Putting what was checked into the records (see `roster` and `roll_over`): pupils, classes, enrolments, avatars."""

import random
import uuid
from collections import Counter
from collections.abc import Sequence

from kiosk.records.classes import Classes, year_order
from kiosk.records.rows import Imported, KeyStage, Known, Plan, RolledOver, RollOver, RosterLine, StaffRow
from kiosk.records.terms import school_year_of, year_end


class Enrolments(Classes):
    """Who is in which class from which day."""

    def known_pupils(self) -> list[Known]:
        """Everybody in the records, with their class now or their last one, in the order in which they came into it."""
        rows = self.query(
            "select p.id as pupil_id, p.given_name, p.family_name, e.year_group, c.title as class_title, "
            "c.school_year, p.mis_id, e.to_on is not null as left "
            "from pupil p join enrolment e on e.id = (select max(id) from enrolment where pupil_id = p.id) "
            "join class c on c.id = e.class_id order by e.id"
        )
        return [Known(**{**row, "left": bool(row["left"])}) for row in rows]

    def enrol(self, dry: Plan, by: StaffRow | None) -> Imported:
        """Write what the dry run said; for `roster.apply`, which sees that it still holds."""
        school_year = school_year_of(self.today())
        comers = [(line, None) for line in dry.joiners] + [(m.line, m.known) for m in (*dry.returning, *dry.movers)]
        with self.transaction():
            for known in dry.leavers:
                self._unenrol(known.pupil_id, left=True)
            for match in dry.movers:
                self._unenrol(match.known.pupil_id, left=False)
            for match in (*dry.unchanged, *dry.returning, *dry.movers):
                self._keep_details(match.line, match.known.pupil_id)
            for match in dry.unchanged:
                self._write(
                    "update enrolment set year_group = ? where pupil_id = ? and to_on is null",
                    match.line.year_group,
                    match.known.pupil_id,
                )
            made = self._seat_all(comers, school_year, dry.avatars)
            done = Imported(
                joiners=len(dry.joiners) + len(dry.returning),
                leavers=len(dry.leavers),
                movers=len(dry.movers),
                unchanged=len(dry.unchanged),
                classes_made=made,
            )
            self._log("import", by, joiners=done.joiners, leavers=done.leavers, movers=done.movers, classes=made)
        return done

    def go_up(self, dry: RollOver, by: StaffRow | None) -> RolledOver:
        """Write what the plan said; for `roll_over.apply`, which sees that it still holds."""
        comers = []
        with self.transaction():
            for group in dry.groups:
                for known in group.pupils:
                    self._unenrol(known.pupil_id, left=not group.to_year_group)
                    if group.to_year_group:
                        name = (known.given_name, known.family_name)
                        comers.append((RosterLine(0, *name, group.to_year_group, group.to_title, known.mis_id), known))
            self._seat_all(comers, dry.school_year, dry.avatars)
            titles = {line.class_title for line, _ in comers}
            done = RolledOver(classes=len(titles), pupils=len(comers), leavers=dry.leavers)
            self._log(
                "roll-over",
                by,
                school_year=dry.school_year,
                classes=done.classes,
                pupils=done.pupils,
                leavers=done.leavers,
            )
        return done

    def signed_last(self, title: str) -> bool:
        """Whether the pupils of the class that had this title last sign for themselves; True where none had it."""
        found = self._value("select signs from class where title = ? order by school_year desc limit 1", title)
        return found is None or bool(found)

    def _seat_all(
        self, comers: Sequence[tuple[RosterLine, Known | None]], school_year: int, avatars: Sequence[str]
    ) -> int:
        """Enrol everybody into their class of that school year. Returns how many classes were made for it."""
        made = 0
        for title in dict.fromkeys(line.class_title for line, _ in comers):
            class_id, fresh = self._class_for(title, school_year)
            made += fresh
            self._seat(class_id, [(line, known) for line, known in comers if line.class_title == title], avatars)
        self._describe_classes(school_year)
        return made

    def _seat(self, class_id: str, comers: Sequence[tuple[RosterLine, Known | None]], avatars: Sequence[str]) -> None:
        """Enrol into one class. Who has an avatar keeps it, unless somebody in the class has the same."""
        taken = {
            row["avatar"]
            for row in self.query(
                "select p.avatar from pupil p join enrolment e on e.pupil_id = p.id "
                "where e.class_id = ? and e.to_on is null",
                class_id,
            )
        }
        pack = _shuffled(avatars, class_id)
        for line, known in sorted(comers, key=lambda comer: comer[1] is None):
            if known is None:
                avatar = _deal(pack, taken)
                pupil_id = str(uuid.uuid4())
                self._insert(
                    "pupil",
                    id=pupil_id,
                    given_name=line.given_name,
                    family_name=line.family_name,
                    avatar=avatar,
                    mis_id=line.mis_id,
                )
            else:
                pupil_id = known.pupil_id
                avatar = self._value("select avatar from pupil where id = ?", pupil_id)
                if avatar in taken:
                    avatar = _deal(pack, taken) or avatar
                self._write("update pupil set avatar = ?, left_on = null where id = ?", avatar, pupil_id)
            taken.add(avatar)
            self._insert(
                "enrolment",
                pupil_id=pupil_id,
                class_id=class_id,
                year_group=line.year_group,
                from_on=self.today().isoformat(),
            )

    def _class_for(self, title: str, school_year: int) -> tuple[str, bool]:
        """The class's id this school year, and whether it was made now."""
        found = self._value("select id from class where school_year = ? and title = ?", school_year, title)
        if found is not None:
            return str(found), False
        class_id = str(uuid.uuid4())
        signs = int(self.signed_last(title))
        self._insert(
            "class", id=class_id, title=title, year_groups="", key_stage="ks1", school_year=school_year, signs=signs
        )
        return class_id, True

    def _describe_classes(self, school_year: int) -> None:
        """Year groups and key stage follow from who is in the class: the stage of most, ks1 where it is even."""
        years: dict[str, Counter[str]] = {}
        for row in self.query(
            "select e.class_id, e.year_group, count(*) as size from enrolment e join class c on c.id = e.class_id "
            "where c.school_year = ? and e.to_on is null group by e.class_id, e.year_group",
            school_year,
        ):
            years.setdefault(row["class_id"], Counter())[row["year_group"]] = row["size"]
        for class_id, sizes in years.items():
            older = sum(size for group, size in sizes.items() if year_order(group) > 2)
            stage: KeyStage = "ks2" if older > sizes.total() - older else "ks1"
            groups = " ".join(sorted(sizes, key=year_order))
            self._write("update class set year_groups = ?, key_stage = ? where id = ?", groups, stage, class_id)

    def _keep_details(self, line: RosterLine, pupil_id: str) -> None:
        self._write(
            "update pupil set given_name = ?, family_name = ?, mis_id = coalesce(?, mis_id) where id = ?",
            line.given_name,
            line.family_name,
            line.mis_id,
            pupil_id,
        )

    def _unenrol(self, pupil_id: str, *, left: bool) -> None:
        """Until today, or until the last day of the class's school year: whoever is away in September left in July,
        and the time for which their records are kept is counted from then.
        """
        school_year = self._value(
            "select c.school_year from enrolment e join class c on c.id = e.class_id "
            "where e.pupil_id = ? and e.to_on is null",
            pupil_id,
        )
        day = min(self.today(), year_end(school_year)).isoformat()
        self._write("update enrolment set to_on = ? where pupil_id = ? and to_on is null", day, pupil_id)
        if left:
            self._write("update pupil set left_on = ? where id = ?", day, pupil_id)


def _shuffled(avatars: Sequence[str], class_id: str) -> list[str]:
    """Another order for each class, so that the list's first animals are not the alphabet's first children."""
    return random.Random(class_id).sample(list(avatars), len(avatars))


def _deal(pack: Sequence[str], taken: set[str]) -> str:
    """The first that nobody in the class has; when all are taken, any; with no pack, none."""
    free = [avatar for avatar in pack if avatar not in taken]
    if free:
        return free[0]
    return pack[len(taken) % len(pack)] if pack else ""
