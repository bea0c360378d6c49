"""权限: who may do what, where and when: person × scope × action × time window.

A scope is a place in one tree of responsibility (country, region, city, a fenced-off terminal).
Business rows carry a scope; this module knows the tree and the grants, and nothing about
hospitals or orders. The database's own clock decides whether a grant is open.

Words: scope 辖区 · role 角色 · grant 授权 · action 操作权限
"""
