from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from duan.core.access.queries import within_reach
from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Invalid, NotFound, Place
from duan.trade.terminals.commands.tree import refuse_merged, share_shape
from duan.trade.terminals.events import InteractionLogged
from duan.trade.terminals.models import Contact, Interaction, Terminal
from duan.trade.terminals.types import Channel, Meeting, Purpose


class UnusableInteraction(Invalid):
    code = "unusable_interaction"


@command("terminals.log_interaction", sentence="在「{terminal}」{channel}（{purpose}）：{summary}")
def log_interaction(run: Run, *, terminal_id: UUID, meeting: Meeting) -> UUID:
    """Write down a meeting at a terminal; return its id. Raises `UnusableInteraction`."""
    run.require("terminals.meet")
    share_shape(terminal_id)
    terminal = within_reach(
        Terminal.objects.filter(pk=terminal_id), run.who, action="terminals.meet"
    ).first()
    if terminal is None:
        raise NotFound
    refuse_merged(terminal)
    _refuse_unusable(run, terminal, meeting)
    interaction = Interaction(
        terminal=terminal,
        scope_id=terminal.scope_id,
        met_at=meeting.met_at,
        channel=meeting.channel,
        purpose=meeting.purpose,
        summary=meeting.summary.strip(),
        result=meeting.result,
        next_step=meeting.next_step,
        next_on=meeting.next_on,
        competitor=meeting.competitor,
        contact_ids=list(meeting.contact_ids),
        companions=list(meeting.companions),
        recorded_by=run.who.account_id,
        recorded_at=run.now,
    )
    interaction.save(force_insert=True)
    run.tell(
        terminal=terminal.name,
        channel=str(Channel(meeting.channel).label),
        purpose=str(Purpose(meeting.purpose).label),
        summary=interaction.summary,
        result=interaction.result,
        next_step=interaction.next_step,
        competitor=interaction.competitor,
    )
    run.touch("interaction", interaction.pk, scope_id=interaction.scope_id)
    run.touch("terminal", terminal.pk, scope_id=terminal.scope_id, name=terminal.name)
    run.publish(
        InteractionLogged(interaction_id=interaction.pk, terminal_id=terminal.pk, at=run.now)
    )
    return interaction.pk


def _refuse_unusable(run: Run, terminal: Terminal, meeting: Meeting) -> None:
    if not meeting.summary.strip():
        raise UnusableInteraction("请填写沟通内容。", where=[Place("summary", "必填")])
    if meeting.met_at > run.now:
        raise UnusableInteraction(
            "拜访时间晚于现在。计划中的拜访请写在「下一步」里。",
            where=[Place("met_at", "不能晚于现在")],
        )
    if meeting.next_on is not None and meeting.next_on < timezone.localdate(meeting.met_at):
        raise UnusableInteraction(
            "下一步的日期早于拜访日期，请修改。", where=[Place("next_on", "不能早于拜访日期")]
        )
    institution = Terminal.objects.filter(root_id=terminal.root_id).values("pk")
    known = Contact.objects.filter(
        pk__in=meeting.contact_ids, terminal_id__in=institution, dropped_at=None
    )
    if known.count() != len(set(meeting.contact_ids)):
        raise UnusableInteraction(
            "有联系人不属于这家机构，请重新选择。", where=[Place("contact_ids", "请重新选择")]
        )
