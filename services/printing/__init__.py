"""Everything that is printed: A4 pages as PDF, in letters that carry every Vietnamese mark.

- ``record.record_pdf``: a record in sections, each field with its source and date.
- ``slips.slips_pdf``: first-activation slips, three a page with cut lines, one per person.
- ``tasks.tasks_pdf``: tasks of a unit by name, figures of units; ``workbook.Book`` sets the same as a sheet.
- ``entries.entries_pdf``: slips of what a proxy entered for a member, two a page.

Each returns the bytes of a file and takes a tenth of a second or more: call it by ``asyncio.to_thread``.
Nothing is kept: what is printed exists in the file alone. The library behind takes two seconds to load,
so the app imports these where something is printed, not at its start.
"""
