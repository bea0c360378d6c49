"""What is said at a hospital on the way from the first call to the service years: plain data.

{person} is whom one met, {place} the unit, {device} what it is about, {rival} a competitor, invented
like all names here.
"""

from __future__ import annotations

from dataclasses import dataclass

from duan.trade.terminals.types import Channel, Purpose


@dataclass(frozen=True, slots=True)
class Talk:
    channel: Channel
    summary: str
    result: str
    next_step: str
    rival: bool = False
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Device:
    """What a deal is about; `traits` say which talks fit: it makes images, it needs a room."""

    name: str
    traits: frozenset[str] = frozenset()


_IMAGE, _ROOM = "image", "room"
_CT = Device("64 排 CT", frozenset((_IMAGE, _ROOM)))
_MR = Device("1.5T 磁共振", frozenset((_IMAGE, _ROOM)))
_DR = Device("移动 DR", frozenset((_IMAGE,)))
_ULTRASOUND = Device("高端彩超", frozenset((_IMAGE,)))
_C_ARM = Device("术中 C 形臂", frozenset((_IMAGE,)))
_MONITORS = Device("床旁监护系统")
_VENTILATOR = Device("有创呼吸机")
_ANAESTHESIA = Device("麻醉工作站")
_PUMPS = Device("输注泵工作站")
_LABORATORY = Device("全自动生化流水线")
_STERILISER = Device("低温等离子灭菌器")
_REHABILITATION = Device("下肢康复训练系统")
_INCUBATOR = Device("新生儿培养箱")
WANTS: dict[str, tuple[Device, ...]] = {
    "医学影像科": (_CT, _MR),
    "放射科": (_CT, _DR),
    "超声医学科": (_ULTRASOUND,),
    "心血管内科": (_ULTRASOUND, _MONITORS),
    "重症医学科": (_VENTILATOR, _MONITORS, _PUMPS),
    "急诊医学科": (_VENTILATOR, _DR),
    "麻醉科": (_ANAESTHESIA, _PUMPS),
    "手术室": (_C_ARM, _ANAESTHESIA),
    "骨科": (_C_ARM,),
    "普外科": (_C_ARM, _PUMPS),
    "检验科": (_LABORATORY,),
    "消毒供应中心": (_STERILISER,),
    "康复医学科": (_REHABILITATION,),
    "儿科": (_INCUBATOR, _MONITORS),
    "妇产科": (_INCUBATOR, _ULTRASOUND),
}
SEES_TO: dict[Purpose, str] = {
    Purpose.NEGOTIATION: "采购办公室",
    Purpose.COLLECTION: "采购办公室",
    Purpose.DELIVERY: "医学工程科",
    Purpose.SERVICE: "医学工程科",
}
RIVALS = ("曜珩影像", "岚蓝医疗", "泰霭医疗", "Novelia 代理商", "恒漪器械")

# The way of a deal; a hospital is somewhere on it.
WAY: tuple[Purpose, ...] = (
    Purpose.FIRST_MEETING,
    Purpose.NEEDS,
    Purpose.DEMONSTRATION,
    Purpose.NEGOTIATION,
    Purpose.DELIVERY,
    Purpose.TRAINING,
    Purpose.SERVICE,
    Purpose.COLLECTION,
)
TALKS: dict[Purpose, tuple[Talk, ...]] = {
    Purpose.FIRST_MEETING: (
        Talk(
            Channel.VISIT,
            "拜访{place}{person}，介绍公司产品线与省内装机情况，了解到{device}已用 9 年，故障增多。",
            "{person}愿意看配置方案，设备更新已列入明年预算意向。",
            "一周内发送{device}配置方案与同级医院案例",
        ),
        Talk(
            Channel.PHONE,
            "电话联系{person}，自我介绍并询问{place}近期采购计划。",
            "暂无立项，但科室对{device}感兴趣，可上门交流。",
            "约定上门时间，准备产品彩页",
        ),
        Talk(
            Channel.CONFERENCE,
            "在省学术年会上结识{person}，交流{device}的临床应用。",
            "互留联系方式，{person}提到{rival}上月刚来做过演示。",
            "会后一周内登门拜访",
            rival=True,
        ),
    ),
    Purpose.NEEDS: (
        Talk(
            Channel.VISIT,
            "与{person}讨论{device}需求：日均检查 90 例，希望缩短排队时间，机房面积 38 平方米。",
            "确认场地满足要求，需要院内论证会材料。",
            "准备论证材料和三家参数对比表",
            needs=_ROOM,
        ),
        Talk(
            Channel.WECHAT,
            "{person}发来现有设备清单，询问{device}能否接入现有信息系统。",
            "工程师答复可走标准接口，无需改造。",
            "提供接口说明书和对接案例",
        ),
        Talk(
            Channel.VISIT,
            "到{place}实地查看，{person}介绍现用{rival}设备维修慢、配件贵。",
            "{device}列入下季度采购建议，售后响应是主要关注点。",
            "整理本地服务网点与响应承诺",
            rival=True,
        ),
    ),
    Purpose.DEMONSTRATION: (
        Talk(
            Channel.VISIT,
            "在{place}做{device}演示，{person}和 6 位医生参加，现场完成 12 例。",
            "图像质量得到认可，对操作界面提出 2 条建议。",
            "把建议反馈给产品部，两周内答复",
            needs=_IMAGE,
        ),
        Talk(
            Channel.VISIT,
            "{device}在{place}试用一周，{person}组织护士长和医生讨论使用感受。",
            "稳定性和报警设置得到认可，希望中文界面再简化。",
            "把意见反馈给产品部，两周内答复",
        ),
        Talk(
            Channel.VIDEO,
            "视频连线演示{device}新软件，{person}重点询问剂量和后处理速度。",
            "认为优于现用设备，{rival}本周也安排了演示。",
            "邀请到样板医院实地参观",
            rival=True,
            needs=_IMAGE,
        ),
    ),
    Purpose.NEGOTIATION: (
        Talk(
            Channel.VISIT,
            "与{person}商谈{device}报价与付款方式，院方要求质保 3 年、留 10% 质保金。",
            "质保 3 年可以接受，质保金比例再议。",
            "报大区审批质保金方案",
        ),
        Talk(
            Channel.VISIT,
            "{device}院内议价，{rival}报价低约 8%，但不含移机和机房改造。",
            "院方认可我方整体方案，要求本周提交最终报价。",
            "周五前提交含改造的总包报价",
            rival=True,
            needs=_ROOM,
        ),
        Talk(
            Channel.PHONE,
            "电话沟通{device}招标参数公示情况，{person}表示无质疑。",
            "预计下月开标。",
            "准备投标文件，核对授权书有效期",
        ),
    ),
    Purpose.DELIVERY: (
        Talk(
            Channel.VISIT,
            "查看{device}机房改造进度，防护施工完成八成，{person}陪同。",
            "预计 10 天后具备到货条件，运输通道已复核。",
            "协调仓库按期发货，预约安装队",
            needs=_ROOM,
        ),
        Talk(
            Channel.PHONE,
            "与{person}确认{device}到货时间、卸货车位和电梯载重。",
            "周三上午到货，院方派两名工程师配合。",
            "到货当天现场开箱验收",
        ),
    ),
    Purpose.TRAINING: (
        Talk(
            Channel.VISIT,
            "{device}操作培训第一期，{place}技师与护士 14 人参加，考核 13 人通过。",
            "1 人补考，{person}要求夜班人员再加一场。",
            "安排夜班专场培训",
        ),
    ),
    Purpose.SERVICE: (
        Talk(
            Channel.VISIT,
            "回访{device}使用情况：运行 3 个月，开机率 98.6%，报修 1 次已解决。",
            "{person}对响应速度满意，希望增加一次预防性维护。",
            "排入下月维护计划",
        ),
        Talk(
            Channel.PHONE,
            "{person}反映{device}偶发报警，远程查看日志为滤网堵塞。",
            "指导清洁后恢复正常。",
            "下次巡检更换滤网",
        ),
    ),
    Purpose.COLLECTION: (
        Talk(
            Channel.VISIT,
            "与{person}核对{device}验收款，发票已入账，等待财务排期。",
            "承诺月底前支付 60%，余款下季度。",
            "月底跟进到账情况",
        ),
    ),
}
