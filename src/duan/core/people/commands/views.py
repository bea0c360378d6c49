from __future__ import annotations

from typing import Any
from uuid import UUID

from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import NotFound
from duan.core.people.models import SavedView


@command("people.save_view", sentence="保存常用视图「{name}」")
def save_view(run: Run, *, list_name: str, name: str, state: dict[str, Any]) -> SavedView:
    """Keep how the actor likes to see a list; the same name again replaces it."""
    run.mine()
    view, _ = SavedView.objects.update_or_create(
        account_id=run.who.account_id,
        list_name=list_name,
        name=name,
        defaults={"state": state},
    )
    run.tell(name=name)
    run.touch("view", view.pk, name=name)
    return view


@command("people.drop_view", sentence="删除常用视图「{name}」")
def drop_view(run: Run, *, view_id: UUID) -> None:
    run.mine()
    view = SavedView.objects.filter(pk=view_id, account_id=run.who.account_id).first()
    if view is None:
        raise NotFound
    run.tell(name=view.name)
    run.touch("view", view.pk, name=view.name)
    view.delete()
