"""The follow-up of people on sick leave, for data frames of Spark: ``pip install ia[spark]``.

What :mod:`ia.follow_up` does with a table, each executor does with its part of one. ia has to be installed where they run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from . import follow_up
from ._door import refused
from .follow_up import DateLike, Join, Rules

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

__all__ = ["cases", "counts", "status"]


def cases(
    df: DataFrame,
    as_of: DateLike,
    *,
    join: Join = "holiday_counts",
    rules: Rules | None = None,
    open_end: DateLike | None = None,
) -> DataFrame:
    """Join certificates of many people to follow-up cases.

    Parameters
    ----------
    df
        One report a row, with the columns that :func:`ia.follow_up.cases` names. ``person`` is a ``string`` or a whole
        number. Give ``recorded`` when reports overlap: Spark keeps no order of rows.
    as_of, join, rules, open_end
        As for :func:`ia.follow_up.cases`.

    Returns
    -------
    pyspark.sql.DataFrame
        The columns of :func:`ia.follow_up.cases`; whole numbers are ``int``. The rows of a person are brought together, so
        Spark moves the data once.

    Raises
    ------
    IaError
        As for :func:`status`.
    """
    conventions = None if rules is None else dict(rules)

    def joined(reports: follow_up.TableLike) -> follow_up.Table:
        return follow_up.cases(reports, as_of, join=join, rules=conventions, open_end=open_end)

    return _by_person(df, joined)


def counts(
    df: DataFrame, as_of: DateLike, *, join: Join = "holiday_counts", open_end: DateLike | None = None
) -> DataFrame:
    """Count what the acts count of the absence of many people.

    Parameters
    ----------
    df
        As for :func:`cases`. ``employer`` is a ``string`` or a whole number.
    as_of, join, open_end
        As for :func:`ia.follow_up.counts`.

    Returns
    -------
    pyspark.sql.DataFrame
        The columns of :func:`ia.follow_up.counts`; whole numbers are ``int``.

    Raises
    ------
    IaError
        As for :func:`status`.
    """

    def counted(reports: follow_up.TableLike) -> follow_up.Table:
        return follow_up.counts(reports, as_of, join=join, open_end=open_end)

    return _by_person(df, counted)


def _by_person(df: DataFrame, make: Callable[[follow_up.TableLike], follow_up.Table]) -> DataFrame:
    """What is made of the reports of each person. An empty table says what the columns are, and whether all can be used."""
    import pyarrow as pa
    from pyspark.sql.types import BooleanType, DateType, IntegerType, LongType, StringType, StructField, StructType

    nothing = pa.table(make({"person": [], "from": [], "to": [], "kind": []}))
    is_text = {
        name: name not in df.columns or isinstance(df.schema[name].dataType, StringType)
        for name in ("person", "employer")
    }

    def kind(field: pa.Field) -> tuple[Any, pa.DataType]:
        if field.name in is_text:
            return (StringType(), pa.string()) if is_text[field.name] else (LongType(), pa.int64())
        if pa.types.is_integer(field.type):
            return IntegerType(), pa.int32()
        return (BooleanType() if pa.types.is_boolean(field.type) else DateType()), field.type

    kinds = {field.name: kind(field) for field in nothing.schema}
    schema = StructType([StructField(name, of_spark) for name, (of_spark, _) in kinds.items()])
    wanted = {name: of_arrow for name, (_, of_arrow) in kinds.items()}

    def made(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        # A person's rows lie in one part, in any of its batches.
        part = list(batches)
        if not part:
            return
        answer = pa.table(make(pa.Table.from_batches(part)))
        columns = [answer[name].cast(of_arrow) for name, of_arrow in wanted.items()]
        yield from pa.table(columns, names=list(wanted)).to_batches()

    return df.repartition("person").mapInArrow(made, schema)


def status(
    df: DataFrame,
    as_of: DateLike,
    *,
    rules: Rules | None = None,
    reasons: bool = False,
    keep: Iterable[str] = (),
    open_end: DateLike | None = None,
) -> DataFrame:
    """How each step stands in each case on a day.

    Parameters
    ----------
    df
        Cases, one a row, with the columns that :mod:`ia.follow_up` names. Days are ``date`` or ``timestamp_ntz``; a
        ``timestamp`` has a time zone and is to be made a ``date`` first.
    as_of, rules, reasons, keep, open_end
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

    if isinstance(keep, str):
        raise refused("wrong_type", "/keep", "expected a list of names")
    kept = list(keep)
    conventions = None if rules is None else dict(rules)
    # An empty table says what the columns are, and whether day and rules can be used.
    empty: dict[str, list[object]] = {"from": [], "to": []}
    nothing = follow_up.status(empty, as_of, rules=conventions, reasons=reasons, open_end=open_end)
    fields = [df.schema[name] for name in kept]
    fields += [
        StructField(name, DateType() if name.endswith("_due") else StringType()) for name in nothing.column_names
    ]

    def judged(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        for batch in batches:
            found = follow_up.status(
                batch, as_of, rules=conventions, reasons=reasons, keep=kept, open_end=open_end
            )
            answer = pa.table(found)
            # Spark wants exactly the types of its schema: words that stand by themselves.
            columns = [column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column for column in answer.columns]
            yield from pa.table(columns, names=answer.column_names).to_batches()

    return df.mapInArrow(judged, StructType(fields))
