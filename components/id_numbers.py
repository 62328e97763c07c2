"""What tells an ID number of the mainland from any other long number."""

from __future__ import annotations

import re
from datetime import datetime

_REGION_AND_BORN = re.compile(
    r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])\d{4}(?P<born>(?:18|19|20)\d{6})\d{3}[\dxX]"
)


def has_region_and_birth_date(number: str) -> bool:
    """Whether these 18 characters begin with a province and go on with a real date.

    stdnum asks for the district, too, which must have existed in the year of birth: numbers issued after a district was
    renamed fail there, and a district that it does not know raises a KeyError.
    """
    match = _REGION_AND_BORN.fullmatch(number)
    if not match:
        return False
    try:
        datetime.strptime(match["born"], "%Y%m%d")
    except ValueError:
        return False
    return True
