"""交换 exchange: what crosses the border of the product in bulk.

Owns    files in and out (`sheets`: XLSX and CSV), bulk import and migration, and the connectors
        to WMS, finance, CRM and marketing systems. The only place that speaks HTTP outwards.
Words   表 sheet · 表头 header · 列 column · 行 row · 模板 template · 错误表 error file
Doors   `sheets.sheet.open_sheet`, `sheets.guess.guess_mapping`, `sheets.write.write_xlsx`,
        `sheets.write.write_csv`, `sheets.template.write_template`, `sheets.error_file.write_errors`
Rule    `sheets` knows no business word and no Django; loaders are built on top of it.
"""
