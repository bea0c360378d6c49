"""现场: crews install, the hospital accepts, people are trained.

Owns install tasks with checklist, photos and signature, acceptances by hospital staff, and
trainings with attendance. Acceptance puts the unit into service and starts its warranty.

Words: task 安装任务 · dispatch 派工 · checklist 检查单 · acceptance 验收 · training 培训
Words: attendance 签到
Doors: commands, queries, events, types
"""
