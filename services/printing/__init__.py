"""Everything that is printed: A4 pages as PDF, in letters that carry every Vietnamese mark.

- ``record_pdf``: a record in sections, each field with its source and date.
- ``slips_pdf``: first-activation slips, three a page with cut lines, one per person.
- ``entries_pdf``: slips of what a proxy entered for a member, two a page.

Each returns the bytes of a file and takes a tenth of a second or more: call it by ``asyncio.to_thread``.
Nothing is kept: what is printed exists in the file alone.
"""

from services.printing.entries import entries_pdf
from services.printing.record import record_pdf
from services.printing.slips import Slip, slips_pdf

__all__ = ["Slip", "entries_pdf", "record_pdf", "slips_pdf"]
