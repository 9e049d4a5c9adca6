"""What the records show: one function for each report, and every screen and export of it takes these rows.

`matrix`: what each pupil of a class has had · `dates`: on which days · `record`: the same with answers, line by line ·
`coverage`: the two-year cycle and the lead's counts · `before_after`: check-ins · `signing`: the agreement and the
parents' slips · `wordings`: versions of the agreement · `pupil`: one pupil · `gone`: what stays of the erased ·
`access`: the access log · `governors`: a page of all that.

Pupils come in the order of their names, never of what they answered. Which misconceptions stood behind first answers
is for the next lesson, by class, and is in no pupil's row. What is planned is handed in (`content.cycle.plans`): the
records know what was done, and not what the lessons are.
"""

from kiosk.records.reports.access import access_log
from kiosk.records.reports.before_after import check_in, school_check_in
from kiosk.records.reports.coverage import counted, counts, cycle_coverage
from kiosk.records.reports.dates import given_on, mark_days
from kiosk.records.reports.gone import kept_counts
from kiosk.records.reports.governors import governors
from kiosk.records.reports.matrix import class_matrix, given, matrices
from kiosk.records.reports.pupil import pupil_record
from kiosk.records.reports.record import catch_up, class_record
from kiosk.records.reports.signing import agreement_due, not_signed, not_sure, slips, slips_outstanding
from kiosk.records.reports.wordings import agreement_versions, what_changed

__all__ = [
    "access_log",
    "agreement_due",
    "agreement_versions",
    "catch_up",
    "check_in",
    "class_matrix",
    "class_record",
    "counted",
    "counts",
    "cycle_coverage",
    "given",
    "given_on",
    "governors",
    "kept_counts",
    "mark_days",
    "matrices",
    "not_signed",
    "not_sure",
    "pupil_record",
    "school_check_in",
    "slips",
    "slips_outstanding",
    "what_changed",
]
