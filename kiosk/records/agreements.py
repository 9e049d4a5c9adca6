"""The child's agreement: its wordings, who has signed which, and who saw it.

Signing is due when the wording in force was not signed this school year, and never otherwise.
"""

import json
from collections.abc import Sequence

from kiosk.records.database import Row, iso
from kiosk.records.events import moment
from kiosk.records.faults import NotFound
from kiosk.records.rows import AgreementText, PupilRow, SignatureRow, Signing, StaffRow, Strokes
from kiosk.records.terms import school_year_of
from kiosk.records.turns import Turns


class Agreements(Turns):
    """Keeping wordings, signing, not being sure yet, witnessing."""

    def keep_version(self, text: AgreementText) -> None:
        """This wording is in force from now on. The same wording again changes nothing; every wording is kept."""
        stages = [text.key_stage] if text.key_stage else ["ks1", "ks2"]
        now = {row["key_stage"]: row["sha256"] for row in self.query("select key_stage, sha256 from wording_now")}
        stages = [stage for stage in stages if now.get(stage) != text.sha256]
        if not stages:
            return
        with self.transaction():
            at = iso(self._moment()[0])
            self._write(
                "insert into agreement_version (sha256, version, text, kept_at) values (?, ?, ?, ?) "
                "on conflict (sha256) do nothing",
                text.sha256,
                text.version,
                text.text,
                at,
            )
            for stage in stages:
                self._insert("agreement_in_force", sha256=text.sha256, key_stage=stage, from_at=at)
            self._log("agreement-version", None, version=text.version, sha256=text.sha256)

    def agreement_due(self, pupil_id: str, sha256: str) -> bool:
        """Whether this pupil has still to sign this wording in this school year."""
        return not self._value(
            "select count(*) from live_event where pupil_id = ? and school_year = ? and verb = 'agreed' "
            "and content_sha256 = ?",
            pupil_id,
            school_year_of(self.today()),
            sha256,
        )

    def heard_rules(self, pupil_id: str, sha256: str) -> bool:
        """Whether this pupil was there when the class heard the rules of this wording together, this school year."""
        return bool(
            self._value(
                "select count(*) from live_event where pupil_id = ? and school_year = ? and verb = 'taught' "
                "and lesson_id is null and content_sha256 = ?",
                pupil_id,
                school_year_of(self.today()),
                sha256,
            )
        )

    def sign(self, attempt_id: str, signing: Signing) -> str:
        """Keep the signature, the promises and the end of the attempt together; on the disk when this returns.

        The same signing id again is the same signature: a retry after NotSaved, or after a crash, doubles nothing.
        """
        done = self._row(
            "select e.attempt_id from signature s join event e on e.event_id = s.event_id where s.id = ?",
            signing.signing_id,
        )
        if done is not None:
            if done["attempt_id"] != attempt_id:
                raise ValueError("this signing id belongs to another attempt")
            return signing.signing_id
        place = self._place(attempt_id)
        if place["pupil_id"] is None or place["lesson_id"] is not None:
            raise ValueError("only a pupil's attempt at the agreement can be signed")
        version = self._value("select version from agreement_version where sha256 = ?", signing.version_sha256)
        if version is None:
            raise NotFound("This wording of the agreement is not in the records. Start the agreement again.")
        strokes = _dump(signing.strokes)
        with self.transaction():
            event_id = self._event_of(
                place,
                "agreed",
                content_sha256=signing.version_sha256,
                agreement_version=version,
                heard=signing.heard,
                response=json.dumps([list(answer) for answer in signing.answers]),
            )
            self._insert(
                "signature",
                id=signing.signing_id,
                event_id=event_id,
                strokes=strokes,
                mark_kind=signing.mark_kind,
                mark_name=signing.mark_name,
            )
            self._write("delete from place where attempt_id = ?", attempt_id)
        return signing.signing_id

    def not_yet(self, attempt_id: str, statement_ids: Sequence[str]) -> None:
        """The pupil is not sure yet of these statements: the teacher will talk them through. The attempt ends."""
        place = self._place(attempt_id)
        if not statement_ids:
            raise ValueError("which statements?")
        with self.transaction():
            for statement_id in statement_ids:
                self._event_of(place, "not-yet", question_id=statement_id)
            self._write("delete from place where attempt_id = ?", attempt_id)

    def talked_through(self, launch_id: str, pupil_id: str, by: StaffRow) -> None:
        """`by` has gone through the statements with this pupil, who may now answer again."""
        launch = self._open(launch_id)
        with self.transaction():
            self._event("talked-through", launch, mode="individual", pupil_id=pupil_id, response=by.id)

    def not_yet_visits(self, pupil_id: str) -> int:
        """How often this pupil has gone away not sure yet since an adult last talked it through. After two, only an
        adult reopens it.
        """
        return int(
            self._value(
                "select count(distinct attempt_id) from live_event "
                "where pupil_id = ?1 and school_year = ?2 and verb = 'not-yet' and seq > coalesce((select max(seq) "
                "from live_event where pupil_id = ?1 and school_year = ?2 and verb = 'talked-through'), 0)",
                pupil_id,
                school_year_of(self.today()),
            )
        )

    def signatures(self, launch_id: str) -> list[SignatureRow]:
        """What was signed in this launch and still stands, in the order of signing."""
        launch = self._launch(launch_id)
        rows = self.query(
            "select s.*, e.pupil_id, e.attempt_id, e.recorded_at, e.agreement_version, "
            "(select st.name from live_event w join staff st on st.id = w.response "
            "where w.attempt_id = e.attempt_id and w.verb = 'witnessed' limit 1) as witness "
            "from signature s join live_event e on e.event_id = s.event_id where e.launch_id = ? order by e.seq",
            launch_id,
        )
        pupils = self._pupils_by_id(launch["class_id"], {row["pupil_id"] for row in rows})
        return [signature_row(row, pupils[row["pupil_id"]]) for row in rows]

    def witness(self, signature_ids: Sequence[str], by: StaffRow) -> None:
        """`by` saw these made. One that has a witness already, or was undone, is left as it is."""
        signed = [self._unwitnessed(signature_id) for signature_id in signature_ids]
        signed = [row for row in signed if row is not None]
        if not signed:
            return
        with self.transaction():
            for row in signed:
                assert row is not None
                self._event(
                    "witnessed",
                    {"id": row["launch_id"], "class_id": row["class_id"]},
                    mode="individual",
                    pupil_id=row["pupil_id"],
                    attempt_id=row["attempt_id"],
                    content_sha256=row["content_sha256"],
                    agreement_version=row["agreement_version"],
                    response=by.id,
                )
            self._log("witnessed", by, signatures=len(signed))

    def _unwitnessed(self, signature_id: str) -> Row | None:
        return self._row(
            "select e.* from signature s join live_event e on e.event_id = s.event_id where s.id = ? and not exists "
            "(select 1 from live_event w where w.attempt_id = e.attempt_id and w.verb = 'witnessed')",
            signature_id,
        )


def _dump(strokes: Strokes) -> str:
    """As JSON without spaces, 1.7 KB for a signature; each point is checked to lie on the grid."""
    for stroke in strokes:
        for x, y in stroke:
            if not (0 <= x <= 1000 and 0 <= y <= 1000 and x == int(x) and y == int(y)):
                raise ValueError(f"({x}, {y}) is not on the grid of 0 to 1000")
    return json.dumps([[[int(x), int(y)] for x, y in stroke] for stroke in strokes], separators=(",", ":"))


def signature_row(row: Row, pupil: PupilRow) -> SignatureRow:
    """Of a row of `signature` with its event's attempt_id, recorded_at and agreement_version, and its witness."""
    return SignatureRow(
        id=row["id"],
        attempt_id=row["attempt_id"],
        pupil=pupil,
        strokes=tuple(tuple((x, y) for x, y in stroke) for stroke in json.loads(row["strokes"])),
        mark_kind=row["mark_kind"],
        mark_name=row["mark_name"],
        signed_at=moment(row["recorded_at"]),
        witnessed_by=row["witness"],
        wording_version=row["agreement_version"],
    )
