"""An import that business was built on is not taken back."""

from __future__ import annotations

import pytest

from duan.core.kernel.ids import new_id
from duan.trade.sales import commands as sales
from duan.trade.sales.models import Lead
from duan.trade.terminals import commands as terminals
from duan.trade.terminals.models import Terminal
from tests import make
from tests.trade.terminals.loading import UNION, load

pytestmark = pytest.mark.django_db


def test_a_terminal_with_a_lead_stays_and_the_reason_is_told():
    manager = make.somebody("sales_manager", on=make.scope("武汉", region_code="420100"))
    import_id = new_id()
    load(manager, [UNION], import_id=import_id)
    make.as_(manager)
    hospital = Terminal.objects.get(import_id=import_id)
    lead_id = sales.add_lead(
        manager, terminal_id=hospital.pk, department_id=None, title="监护仪", need=""
    )

    with pytest.raises(terminals.UndoRefused) as refusal:
        terminals.undo_load(manager, import_id=import_id)

    assert str(refusal.value) == (
        "不能撤销：导入的终端有的已有线索、合同、设备等业务记录。请逐个修改这些终端。"
    )
    make.as_(manager)
    assert Terminal.objects.filter(pk=hospital.pk).exists()
    assert Lead.objects.filter(pk=lead_id).exists()
