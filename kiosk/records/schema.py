"""The tables, as named migrations. A migration that has been released is never edited: the next one changes it.

What happened is in `event`, which only grows: a correction is a `voided` row that names the row it voids, and the
views below leave voided rows out. `launch`, `launch_lesson`, `absence` and `place` are the state of a lesson that is
going on. Every table is STRICT and every key is checked, because records outlive the program that wrote them.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x54744B31  # "TtK1": how we know our own file, and do not touch another program's
EVENT_VERSION = 1

_APPEND_ONLY = ("event", "signature", "audit", "content_version", "agreement_version", "agreement_in_force")
ONLY_GROWS = (*_APPEND_ONLY, "moved", "erasure")
"""Tables in which nothing is changed nor removed; erasing a pupil is the one exception."""

_TABLES = """
create table org (
    id integer primary key check (id = 1),
    name text not null,
    safeguarding_lead text not null,
    set_up_at text not null
) strict;

create table device (id text primary key, made_at text not null) strict;

create table running (
    id integer primary key check (id = 1),
    seconds real not null
) strict;

create table school_year (
    year integer primary key,
    cycle_year text not null check (cycle_year in ('A', 'B'))
) strict;

create table term (
    school_year integer not null references school_year (year),
    name text not null,
    starts_on text not null,
    ends_on text not null check (ends_on >= starts_on),
    primary key (school_year, name)
) strict;

create table staff (
    id text primary key,
    name text not null unique,
    role text not null check (role in ('teacher', 'lead')),
    code_hash text not null,
    added_at text not null
) strict;

create table recovery (
    id integer primary key check (id = 1),
    code_hash text not null
) strict;

create table code_try (
    who text not null,
    ran_s real not null
) strict;
create index code_try_who on code_try (who, ran_s);

create table class (
    id text primary key,
    title text not null,
    year_groups text not null,
    key_stage text not null check (key_stage in ('ks1', 'ks2')),
    school_year integer not null,
    signs integer not null default 1 check (signs in (0, 1)),
    unique (school_year, title)
) strict;

create table pupil (
    id text primary key,
    given_name text not null,
    family_name text not null,
    avatar text not null,
    mis_id text unique,
    left_on text,
    password_hash text,
    password_key text,
    password_misses integer not null default 0
) strict;

create table enrolment (
    id integer primary key,
    pupil_id text not null references pupil (id),
    class_id text not null references class (id),
    year_group text not null,
    from_on text not null,
    to_on text
) strict;
create unique index enrolment_now on enrolment (pupil_id) where to_on is null;
create index enrolment_class on enrolment (class_id, to_on);

create table content_version (
    sha256 text primary key,
    lesson_id text not null,
    title text not null,
    text text not null,
    kept_at text not null
) strict;

create table agreement_version (
    sha256 text primary key,
    version text not null,
    text text not null,
    kept_at text not null
) strict;

create table agreement_in_force (
    seq integer primary key autoincrement,
    sha256 text not null references agreement_version (sha256),
    key_stage text not null check (key_stage in ('ks1', 'ks2')),
    from_at text not null
) strict;

create table launch (
    id text primary key,
    class_id text not null references class (id),
    agreement integer not null check (agreement in (0, 1)),
    wording_sha256 text references agreement_version (sha256),
    mode text not null check (mode in ('individual', 'whole-class')),
    state text not null check (state in ('running', 'paused', 'ended')),
    started_at text not null,
    staff_id text not null references staff (id),
    early_taps integer not null default 0
) strict;
create unique index launch_open on launch ((state <> 'ended')) where state <> 'ended';
create index launch_class on launch (class_id);

create table launch_lesson (
    launch_id text not null references launch (id),
    position integer not null,
    lesson_id text not null,
    lesson_title text not null,
    content_sha256 text not null references content_version (sha256),
    primary key (launch_id, position),
    unique (launch_id, lesson_id)
) strict, without rowid;

create table absence (
    launch_id text not null references launch (id),
    pupil_id text not null references pupil (id),
    primary key (launch_id, pupil_id)
) strict, without rowid;

create table place (
    attempt_id text primary key,
    launch_id text not null references launch (id),
    pupil_id text references pupil (id),
    lesson_id text,
    lesson_title text,
    content_sha256 text,
    seed text not null,
    state text not null
) strict;
create index place_launch on place (launch_id, pupil_id);

create table event (
    seq integer primary key autoincrement,
    event_id text not null unique,
    schema_version integer not null,
    device_id text not null,
    recorded_at text not null,
    occurred_at text not null,
    clock_ok integer not null check (clock_ok in (0, 1)),
    launch_id text references launch (id),
    school_year integer not null,
    term text not null,
    class_id text references class (id),
    pupil_id text references pupil (id),
    attempt_id text,
    verb text not null check (verb in (
        'launched', 'paused', 'resumed', 'ended', 'attempted', 'answered', 'completed', 'taught', 'agreed', 'not-yet',
        'talked-through', 'witnessed', 'slip-returned', 'voided')),
    lesson_id text,
    lesson_title text,
    content_sha256 text,
    question_id text,
    response text,
    tries integer,
    misconception text,
    agreement_version text,
    mode text check (mode in ('individual', 'whole-class')),
    heard text check (heard in ('read', 'listened')),
    first_answer integer check (first_answer in (0, 1)),
    duration_s integer,
    voids text references event (event_id)
) strict;
create index event_pupil on event (pupil_id, school_year, verb, lesson_id, event_id);
create index event_launch on event (launch_id, verb);
create index event_attempt on event (attempt_id);
create unique index event_voids on event (voids) where voids is not null;

create table signature (
    id text primary key,
    event_id text not null unique references event (event_id),
    strokes text not null,
    mark_kind text not null check (mark_kind in ('signature', 'mark', 'picture', 'adult-hand')),
    mark_name text not null
) strict;

create table audit (
    seq integer primary key autoincrement,
    at text not null,
    staff_id text,
    what text not null,
    detail text not null,
    key_id text not null,
    mac text not null
) strict;

create table audit_head (
    id integer primary key check (id = 1),
    seq integer not null,
    seal text not null
) strict;
"""

_VIEWS = """
create view live_event as
    select * from event e
    where e.verb <> 'voided' and not exists (select 1 from event v where v.voids = e.event_id);

create view completions as
    select seq, school_year, term, class_id, pupil_id, lesson_id, lesson_title, content_sha256, recorded_at, attempt_id,
        case verb when 'taught' then 'taught together' else 'shown' end as status
    from live_event
    where verb in ('completed', 'taught') and pupil_id is not null and lesson_id is not null;

-- One row per enrolled pupil and lesson that the class has been given this school year. Shown to the pupil outweighs
-- taught to the class; the earliest of its kind gives the date and the wording.
create view class_matrix as
    with given as (
        select l.class_id, ll.lesson_id, max(ll.lesson_title) as lesson_title
        from launch l join launch_lesson ll on ll.launch_id = l.id
        group by l.class_id, ll.lesson_id
    )
    select c.id as class_id, e.pupil_id, g.lesson_id, g.lesson_title,
        coalesce(
            (select min(v.seq) from live_event v where v.pupil_id = e.pupil_id and v.school_year = c.school_year
                and v.verb = 'completed' and v.lesson_id = g.lesson_id),
            (select min(v.seq) from live_event v where v.pupil_id = e.pupil_id and v.school_year = c.school_year
                and v.verb = 'taught' and v.lesson_id = g.lesson_id)
        ) as seq,
        case
            when exists (select 1 from live_event v where v.pupil_id = e.pupil_id and v.school_year = c.school_year
                and v.verb = 'completed' and v.lesson_id = g.lesson_id) then 'shown'
            when exists (select 1 from live_event v where v.pupil_id = e.pupil_id and v.school_year = c.school_year
                and v.verb = 'taught' and v.lesson_id = g.lesson_id) then 'taught together'
            when exists (select 1 from live_event v where v.pupil_id = e.pupil_id and v.school_year = c.school_year
                and v.verb = 'attempted' and v.lesson_id = g.lesson_id) then 'part-way'
            else 'not yet'
        end as status
    from class c
    join enrolment e on e.class_id = c.id and e.to_on is null
    join given g on g.class_id = c.id;

create view wording_now as
    select f.key_stage, f.sha256, v.version
    from agreement_in_force f join agreement_version v on v.sha256 = f.sha256
    where f.seq = (select max(seq) from agreement_in_force n where n.key_stage = f.key_stage);

-- Pupils whose class signs and who have not signed the wording in force for their key stage this school year.
create view not_signed as
    select c.id as class_id, e.pupil_id
    from class c
    join enrolment e on e.class_id = c.id and e.to_on is null
    left join wording_now w on w.key_stage = c.key_stage
    where c.signs = 1 and not exists (
        select 1 from live_event s
        where s.pupil_id = e.pupil_id and s.verb = 'agreed' and s.school_year = c.school_year
            and s.content_sha256 = w.sha256);
"""


def _records(db: "Database") -> None:
    db.executescript(_TABLES)
    _only_grow(db, *_APPEND_ONLY)
    db.executescript(_VIEWS)


def _only_grow(db: "Database", *tables: str) -> None:
    for table in tables:
        for change in ("update", "delete"):
            db.execute(
                f"create trigger {table}_no_{change} before {change} on {table} "
                f"begin select raise(abort, '{table} only grows'); end"
            )


_COMFORT = """
create table comfort (
    pupil_id text primary key references pupil (id),
    text_scale real not null,
    colours text not null,
    still integer not null check (still in (0, 1)),
    sound text not null,
    pace real not null,
    language text not null,
    switch text not null
) strict;
"""


def _comfort(db: "Database") -> None:
    """How each pupil sees and hears the screen best: a setting, which changes, and no record of what happened."""
    db.executescript(_COMFORT)


_CARE = """
-- A completion that was first recorded under another name: which attempt it was, who moved it, why.
create table moved (
    event_id text primary key references event (event_id),
    from_attempt_id text not null,
    staff_id text not null references staff (id),
    reason text not null
) strict;

-- What was erased, by a hash of its id: enough to know it again in an older copy, and nothing to know it by.
create table erasure (
    seq integer primary key autoincrement,
    at text not null,
    staff_id text,
    reason text not null check (reason in ('asked', 'retention', 'mistake')),
    kind text not null check (kind in ('pupil', 'drawing')),
    what_sha256 text not null
) strict;
create unique index erasure_what on erasure (what_sha256);

-- Erasures that some kept copy may not know of yet; empty but for moments.
create table erasure_open (seq integer primary key references erasure (seq)) strict;

create table anonymous_count (
    school_year integer not null,
    term text not null,
    key_stage text not null check (key_stage in ('ks1', 'ks2')),
    lesson_id text not null,
    status text not null check (status in ('shown', 'taught together', 'signed')),
    pupils integer not null,
    primary key (school_year, term, key_stage, lesson_id, status)
) strict, without rowid;

-- A digest of every row, see `seals`: how a row that the disk has changed is told from one that we wrote.
create table row_seal (
    tbl text not null,
    key any not null,
    digest blob not null,
    primary key (tbl, key)
) strict, without rowid;
"""


def _care(db: "Database") -> None:
    """Corrections, erasures, and knowing damage when it is there."""
    for statement in _CARE.split(";\n"):
        db.execute(statement)
    _only_grow(db, "moved", "erasure")


_STAFF_AND_SCHOOL = """
create table staff_before as select * from staff;
drop table staff;
create table staff (
    id text primary key,
    name text not null,
    role text not null check (role in ('teacher', 'lead')),
    code_hash text not null,
    added_at text not null,
    added_seq integer not null default 0,
    left_at text,
    cover_on text,
    cover_since_s real,
    choose_code integer not null default 0 check (choose_code in (0, 1))
) strict;
insert into staff (id, name, role, code_hash, added_at) select id, name, role, code_hash, added_at from staff_before;
drop table staff_before;
create unique index staff_name on staff (name) where left_at is null;

create table notice_seen (
    staff_id text primary key references staff (id),
    seq integer not null
) strict;

alter table org add column tell_words text not null default '{}';
alter table org add column checks_daily integer check (checks_daily in (0, 1));
"""


def _staff_and_school(db: "Database") -> None:
    """Staff leave and come for a day; their name is free again then, and their row stays, for what they did.

    The name's constraint goes only with its table. What points at the staff is checked when all of this is kept.
    """
    db.execute("pragma defer_foreign_keys = on")
    for statement in _STAFF_AND_SCHOOL.split(";\n"):
        db.execute(statement)


_MEMBERS = """
-- Who a class's reports are about: who is in it now; of an earlier school year, who was in it until its summer ended.
create view member as
    select e.class_id, e.pupil_id, e.year_group
    from enrolment e join class c on c.id = e.class_id
    where e.to_on is null or (
        e.to_on >= coalesce(
            (select t.ends_on from term t where t.school_year = c.school_year and t.name = 'Summer 2'),
            c.school_year || '-07-15')
        and not exists (
            select 1 from enrolment n join class d on d.id = n.class_id
            where n.pupil_id = e.pupil_id and n.id > e.id and d.school_year = c.school_year));
"""


def _members(db: "Database") -> None:
    db.executescript(_MEMBERS)


_QUEUE = """
-- A launch for some of a class alone: those who are to catch up. Without a row it is for everybody.
create table launch_pupil (
    launch_id text not null references launch (id),
    pupil_id text not null references pupil (id),
    primary key (launch_id, pupil_id)
) strict;

-- Who was called and was not there: they are called again after the others, in this order.
create table skipped (
    launch_id text not null references launch (id),
    pupil_id text not null references pupil (id),
    nth integer not null,
    primary key (launch_id, pupil_id)
) strict;
"""


def _queue(db: "Database") -> None:
    """Whom a launch is for, and who is called next."""
    db.executescript(_QUEUE)


_NO_SECOND_WAY = """
-- `reports` asks the list itself, several times as quickly, and knows who was away and what was planned.
drop view class_matrix;
drop view completions;
drop view not_signed;
"""


def _no_second_way(db: "Database") -> None:
    db.executescript(_NO_SECOND_WAY)


STEPS: dict[str, Callable[["Database"], None]] = {
    "0001-records": _records,
    "0002-comfort": _comfort,
    "0003-care": _care,
    "0004-staff-and-school": _staff_and_school,
    "0005-members": _members,
    "0006-queue": _queue,
    "0007-no-second-way": _no_second_way,
}


def migrations() -> "Migrations":
    """Every step from an empty file to today's tables, oldest first."""
    from sqlite_utils.migrations import Migrations

    steps = Migrations("kiosk")
    for name, step in STEPS.items():
        steps(name=name)(step)
    return steps
