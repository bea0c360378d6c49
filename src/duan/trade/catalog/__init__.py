"""产品: what the company sells, under whose certificate, and by which identifier it is scanned.

Owns registrants, products and their models, registration certificates with every version they
had, and the UDI-DI of each package. The company has one catalogue, so its rows belong to no scope.

Words: product 产品 · registrant 注册人 · product model 型号 · certificate 注册证
Words: certificate version 注册证版本
Doors: commands, queries, events, types
"""
