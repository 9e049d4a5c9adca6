"""Going on to the new school year in one step: last year's classes go up, the oldest leave.

    dry = roll_over.plan(store, avatars=names)                       # what it would do, with our guesses at the titles
    dry = roll_over.plan(store, {"4B:Y4": "5 Elm"}, avatars=names)   # the same with a title put right
    roll_over.apply(store, dry, by)

It is for the pupils whom no roster has moved since 1 September; a roster that comes later puts single pupils right.
Nothing is written before `apply`. The agreement is due again by itself: a signature counts for the school year in which
it was made.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.records import terms
from kiosk.records.classes import year_order
from kiosk.records.faults import StalePlan
from kiosk.records.names import clean, same_name, sort_key
from kiosk.records.rows import GoingUp, Known, RolledOver, RollOver, StaffRow

if TYPE_CHECKING:
    from kiosk.records.store import Store

LEAVE, STAY = "leave", "stay"
"""What a group may be given beside a title. Only a nursery's may stay: it has two years."""
_GROUPS = ("N", "R", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6")


def plan(store: "Store", changes: Mapping[str, str] | None = None, *, avatars: Sequence[str] = ()) -> RollOver:
    """What going on would do. `changes`: a group's id to the title of its new class, or `LEAVE`, or `STAY`.

    `groups` is empty where everybody is in a class of this school year. Raises BadName for a title that cannot be one.
    """
    school_year = terms.school_year_of(store.today())
    waiting = [known for known in store.known_pupils() if not known.left and known.school_year < school_year]
    guesses = _Guesses(store, waiting, school_year)
    by_group: dict[tuple[int, str, str], list[Known]] = defaultdict(list)
    for known in waiting:
        by_group[(known.school_year, known.class_title, known.year_group)].append(known)
    groups = [
        guesses.group(pupils, (changes or {}).get(_group_id(pupils[0], school_year)))
        for _, pupils in sorted(by_group.items(), key=lambda each: (year_order(each[0][2]), sort_key(each[0][1])))
    ]
    groups = [_unless_taken(group, groups) for group in groups]
    titles = sorted({group.to_title for group in groups if group.to_title}, key=sort_key)
    return RollOver(
        school_year=school_year,
        groups=tuple(groups),
        signs={title: store.signed_last(title) for title in titles},
        changes=dict(changes or {}),
        leaves_on=terms.year_end(school_year - 1),
        avatars=tuple(avatars),
    )


def apply(store: "Store", dry: RollOver, by: StaffRow | None) -> RolledOver:
    """Do what the plan said, all of it or nothing. `by` None: nobody who is signed in.

    Raises StalePlan while a title is missing or a lesson is going on, where there is nothing to do, or if the records
    have changed since.
    """
    if (current := store.current_launch()) is not None:
        raise StalePlan(f"A lesson is still open for {current.class_title}. End it first, then roll over.")
    if not dry.groups:
        raise StalePlan("Every class is in the new school year already. There is nothing to roll over.")
    if dry.still_open:
        raise StalePlan(f"{dry.still_open} left to choose.")
    if plan(store, dry.changes, avatars=dry.avatars) != dry:
        raise StalePlan("The records have changed since this was shown. Look at it again.")
    return store.go_up(dry, by)


class _Guesses:
    """Titles for the new school year, from those of the last and from what a roster has brought already."""

    def __init__(self, store: "Store", waiting: Sequence[Known], school_year: int) -> None:
        self.school_year = school_year
        self.now: dict[str, list[str]] = defaultdict(list)
        """This school year's titles, by year group; `before`: last year's."""
        for row in store.classes():
            for year_group in row.year_groups:
                self.now[year_group].append(row.title)
        before: dict[str, set[str]] = defaultdict(set)
        for known in waiting:
            before[known.year_group].add(known.class_title)
        self.before = {group: sorted(titles, key=sort_key) for group, titles in before.items()}
        self.titles = {
            same_name(title): title for titles in (*self.before.values(), *self.now.values()) for title in titles
        }

    def group(self, pupils: Sequence[Known], change: str | None) -> GoingUp:
        first = pupils[0]
        goes_to = self._goes_to(first)
        may_stay = first.year_group == "N"
        title, guessed = self._title(first, goes_to) if goes_to else ("", self._infants(first))
        if change == LEAVE:
            goes_to, title, guessed = "", "", False
        elif change == STAY and may_stay:
            goes_to, title, guessed = first.year_group, first.class_title, False
        elif change is not None:
            goes_to = goes_to or self._next(first)
            title = clean(change) if goes_to else ""
            title, guessed = self.titles.get(same_name(title), title), False
        near = [
            *self.now.get(goes_to, ()),
            *self.before.get(goes_to, ()),
            _counted_up(first, goes_to),
            first.class_title,
        ]
        return GoingUp(
            id=_group_id(first, self.school_year),
            class_title=first.class_title,
            year_group=first.year_group,
            pupils=tuple(sorted(pupils, key=lambda known: sort_key(f"{known.given_name} {known.family_name}"))),
            to_year_group=goes_to,
            to_title=title,
            guessed=guessed,
            titles=tuple(dict.fromkeys(each for each in near if each)) if goes_to else (),
            may_stay=may_stay,
        )

    def _goes_to(self, known: Known) -> str:
        """The year group after; nothing where the school ends."""
        return "" if self._infants(known) else self._next(known)

    def _next(self, known: Known) -> str:
        place = _GROUPS.index(known.year_group) + self.school_year - known.school_year
        return _GROUPS[place] if place < len(_GROUPS) else ""

    def _infants(self, known: Known) -> bool:
        """Whether it is the top of an infant school: years below it, and none above."""
        highest = max(self.before, key=year_order)
        return known.year_group == highest == "Y2" and len(self.before) > 1 and not self.now.get("Y3")

    def _title(self, known: Known, goes_to: str) -> tuple[str, bool]:
        """The title of the class that it goes to, or nothing; and whether that is no more than a guess."""
        now, before = self.now.get(goes_to, []), self.before.get(goes_to, [])
        if len(now) == 1:
            return now[0], False
        if known.class_title in before:  # a class of mixed years: the younger ones stay in it
            return known.class_title, False
        alike = [title for title in before if _rest(title) and _rest(title) == _rest(known.class_title)]
        if len(alike) == 1:
            return alike[0], False
        if len(before) == 1 and len(self.before[known.year_group]) == 1:
            return before[0], True
        counted = _counted_up(known, goes_to)
        if counted or before:
            return counted, True
        return known.class_title, True


def _unless_taken(group: GoingUp, groups: Sequence[GoingUp]) -> GoingUp:
    """A class that seems to keep its title while another year comes into it needs one of its own: that is asked."""
    keeps = group.guessed and group.to_title == group.class_title
    taken = any(each.to_title == group.to_title and each.to_year_group != group.to_year_group for each in groups)
    return replace(group, to_title="") if keeps and taken else group


def _group_id(known: Known, school_year: int) -> str:
    older = f":{known.school_year}" if known.school_year < school_year - 1 else ""
    return f"{known.class_title}:{known.year_group}{older}"


def _counted_up(known: Known, goes_to: str) -> str:
    """ "4B" → "5B", "Year 4 Elm" → "Year 5 Elm"; nothing where the year is not in the title."""
    if not (known.year_group.startswith("Y") and goes_to.startswith("Y")):
        return ""
    title, found = re.subn(rf"(?<!\d){known.year_group[1]}(?!\d)", goes_to[1], known.class_title, count=1)
    return title if found else ""


def _rest(title: str) -> str:
    """What of a title is not the year: "4B", "Year 4 B" and "RB" have "b"."""
    words = re.sub(r"\b(year|yr|class|reception|rec|nursery|nur)\b", " ", same_name(title))
    words = re.sub(r"(?<![a-z])(y?[0-9]|yr(?=[a-z\W])|[rn](?=[a-z]\b|\W))", " ", words)
    return re.sub(r"[\W\d_]", "", words)
