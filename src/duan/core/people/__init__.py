"""人员: accounts, sessions and service tokens; who somebody is, not what he may do.

Words: account 账号 · session 会话 · service account 服务账号 · saved view 常用视图
"""
