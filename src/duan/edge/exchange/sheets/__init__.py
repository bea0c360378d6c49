"""表格: spreadsheets as they come in the wild, and spreadsheets that are safe to open.

Reading: `sheet.open_sheet(path, name=…)` finds out by content what the file is, refuses what can't
be read truthfully (`UnreadableFile`: code, Chinese sentence, place) and gives a `Sheet`: columns,
warnings, `rows()` or `columns_in_batches()`. XLSX is streamed out of the zip, CSV line by line;
only shared strings are held.
Matching: `guess.guess_mapping(columns, fields)` proposes which column is which field.
Writing: `write.write_xlsx`, `write.write_csv`, `template.write_template`,
`error_file.write_errors`: constant memory, text stays text, no formula is ever written.
Inside: `kinds` what a file is · `package` a zip with limits · `workbook` sheets and formats ·
`regions`, `blocks`, `cells`, `dense`, `grid` rows of XML, fast · `canonical` the same, exact ·
`numerals` numbers and dates as seen · `encodings`, `delimited` CSV · `heading` where the header is
· `findings` what is told about cells · `neutral` formula injection.
Codes: docs/sheets.md explains every one.
"""
