"""交换: what crosses the border of the product in bulk. The only place that speaks HTTP outwards.

Owns: files in and out (`sheets`: XLSX and CSV), bulk import and migration, and the connectors to
WMS, finance, CRM and marketing systems. `sheets` knows no business word and no Django; loaders
stand on top of it.

Words: sheet 表格 · header 表头 · template 模板 · error file 错误表
Doors: `sheets.sheet.open_sheet`, `sheets.guess.guess_mapping`, `sheets.write.write_xlsx`,
`sheets.write.write_csv`, `sheets.template.write_template`, `sheets.error_file.write_errors`
"""
