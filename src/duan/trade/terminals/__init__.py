"""终端档案: hospitals and everything inside them, offices, distributors, own crews.

Owns what a terminal is, where it stands in its institution's tree, whom one meets there, what was
said, and which extra attributes a region or a department wants to know. Gives scopes their
meaning: a terminal's scope is the region that answers for it.

Words: terminal 终端 · hospital 医院 · building 楼宇 · department 科室 · ward 病区
Words: room 房间 · distributor 经销商 · crew 队伍 · contact 联系人 · interaction 拜访互动
Words: attribute set 自定义属性 · region 行政区划
Doors: commands, queries, events, types
"""
