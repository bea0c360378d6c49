"""内核: who acts, when, and how a write happens; the one package everybody may enter.

Words: command 命令 · run 执行 · refusal 拒绝 · outbox 发件箱 · feed 变更流
"""
