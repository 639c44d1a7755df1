"""The follow-up of people on sick leave, for data frames of Spark: ``pip install ia[spark]``.

What :mod:`ia.follow_up` does with a table, each executor does with its part of one. ia has to be installed where they run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from . import follow_up
from .follow_up import DateLike, Rules

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

__all__ = ["status"]


def status(
    df: DataFrame,
    as_of: DateLike,
    *,
    rules: Rules | None = None,
    reasons: bool = False,
    keep: Iterable[str] = (),
) -> DataFrame:
    """How each step stands in each case on a day.

    Parameters
    ----------
    df
        Cases, one a row, with the columns that :mod:`ia.follow_up` names. Days are ``date`` or ``timestamp_ntz``; a
        ``timestamp`` has a time zone and is to be made a ``date`` first.
    as_of, rules, reasons, keep
        As for :func:`ia.follow_up.status`.

    Returns
    -------
    pyspark.sql.DataFrame
        The kept columns; for each step ``<step>_status`` (``string``), ``<step>_due`` (``date``) and, when asked for,
        ``<step>_reason`` (``string``). Nothing is computed before Spark is asked for the rows.

    Raises
    ------
    IaError
        Here, when the day or the rules are wrong. When a row is no case Spark raises its own exception with the same words;
        the row is counted from the beginning of a batch.
    """
    from pyspark.sql.types import DateType, StringType, StructField, StructType

    kept = list(keep)
    conventions = None if rules is None else dict(rules)
    # An empty table says what the columns are, and whether day and rules can be used.
    nothing = follow_up.status({"from": [], "to": []}, as_of, rules=conventions, reasons=reasons)
    fields = [df.schema[name] for name in kept]
    fields += [
        StructField(name, DateType() if name.endswith("_due") else StringType()) for name in nothing.column_names
    ]

    def judged(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        for batch in batches:
            answer = pa.table(follow_up.status(batch, as_of, rules=conventions, reasons=reasons, keep=kept))
            # Spark wants exactly the types of its schema: words that stand by themselves.
            columns = [column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column for column in answer.columns]
            yield from pa.table(columns, names=answer.column_names).to_batches()

    return df.mapInArrow(judged, StructType(fields))
