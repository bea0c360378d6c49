"""演示公司: a generated, fictitious sales company that an empty database is filled with.

Everything is made by the product's own commands, in the name of the colleague who would do it, in
one transaction: it is there as a whole or not at all. The same seed tells the same story, dated
back from today. Place names, hospitals, firms, people and telephone numbers are invented.

Words: colleague 同事 · site 驻点城市 · shape 规模
Doors: company.found_company
"""
