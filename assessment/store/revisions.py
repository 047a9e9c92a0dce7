"""What was wrong at the time and is corrected later, with every analysis that follows from it."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from assessment.examination import NewAnalysis
from assessment.records import Annotation, Recording
from assessment.store.database import writing
from assessment.store.patients import PatientChange, changed_patient, rewrite_patient
from assessment.store.remarks import rewrite_annotation, write_annotations
from assessment.store.visits import refuse_unmeasured, rewrite_recording, write_analysis


@dataclass(frozen=True, slots=True)
class Revision:
    """Changes that belong together.

    Attributes:
        analyses: Analyses to keep beside the earlier ones of their visits.
        patient: What changes in the patient's record, or None when it stays as it is.
        recordings: The recordings to keep in place of those with the same ids.
        annotations: The same for annotations.
        added_annotations: Annotations to keep beside the others.
    """

    analyses: tuple[NewAnalysis, ...] = ()
    patient: PatientChange | None = None
    recordings: tuple[Recording, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    added_annotations: tuple[Annotation, ...] = ()


class Revisions:
    """The one way to change several records at once."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def apply(self, revision: Revision) -> None:
        """Make all changes, or none.

        Raises:
            InputError: A record to change does not exist, or the patient's code is taken.
            StaleError: Records that it rests on were changed since they were read, see
                `write_analysis` and `refuse_unmeasured`.
            StoreError: The database failed; nothing was changed.
            ValueError: An analysis does not fit its visit, see `write_analysis`.
        """
        with writing(self._engine) as connection:
            if revision.patient is not None:
                measured = {new.analysis.visit_id for new in revision.analyses}
                patient = changed_patient(connection, revision.patient)
                refuse_unmeasured(connection, patient, measured)
                rewrite_patient(connection, patient)
            for recording in revision.recordings:
                rewrite_recording(connection, recording)
            for annotation in revision.annotations:
                rewrite_annotation(connection, annotation)
            write_annotations(connection, revision.added_annotations)
            for analysis in revision.analyses:
                write_analysis(connection, analysis)
