"""Column types of our own."""

from decimal import Decimal

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from wzdesk.db.codec import decimal_of, exact_text


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal as the text of its digits: ``29.0`` stays ``29.0``, never ``1E+4``, never a float."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """The digits."""
        return exact_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """The decimal with these digits."""
        return decimal_of(value)
