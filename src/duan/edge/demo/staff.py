"""Where the demo company works and who works there: plain data."""

from __future__ import annotations

from dataclasses import dataclass

COMPANY = "全公司"

# Every province, so that a row of a real file finds the scope that answers for it.
BIG_REGIONS: dict[str, tuple[str, ...]] = {
    "华北大区": ("110000", "120000", "130000", "140000", "150000"),
    "华东大区": ("310000", "320000", "330000", "340000", "350000", "360000", "370000"),
    "华中大区": ("410000", "420000", "430000"),
    "华南大区": ("440000", "450000", "460000"),
    "西南大区": ("500000", "510000", "520000", "530000", "540000"),
    "东北大区": ("210000", "220000", "230000"),
    "西北大区": ("610000", "620000", "630000", "640000", "650000"),
}
CITIES_WITH_A_TEAM = ("320100", "330100", "410100", "420100", "420500", "440100", "510100")


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody with an account. `scope` is the name of a scope; `role` a code of the role matrix."""

    login_name: str
    name: str
    title: str
    role: str
    scope: str
    reason: str

    @property
    def about(self) -> str:
        return f"{self.scope} {self.title} {self.name}"


ADMINISTRATOR = "admin"
STEWARD = "md.steward"
COLLEAGUES = (
    Colleague("hb.manager", "秦朗", "区域经理", "sales_manager", "华北大区", "任命为华北大区经理"),
    Colleague("hd.manager", "陆思远", "区域经理", "sales_manager", "华东大区", "任命为华东大区经理"),
    Colleague("hz.manager", "周敏", "区域经理", "sales_manager", "华中大区", "任命为华中大区经理"),
    Colleague("hn.manager", "梁嘉颖", "区域经理", "sales_manager", "华南大区", "任命为华南大区经理"),
    Colleague("xn.manager", "唐一鸣", "区域经理", "sales_manager", "西南大区", "任命为西南大区经理"),
    Colleague("bj.sales", "韩雪", "销售代表", "sales", "北京市", "负责北京市终端"),
    Colleague("js.sales", "顾晓峰", "销售代表", "sales", "江苏省", "负责江苏省终端"),
    Colleague("zj.sales", "沈怡", "销售代表", "sales", "浙江省", "负责浙江省终端"),
    Colleague("hubei.sales", "陈立", "销售代表", "sales", "湖北省", "负责湖北省终端"),
    Colleague("gd.sales", "黄梓轩", "销售代表", "sales", "广东省", "负责广东省终端"),
    Colleague("sc.sales", "蒋文静", "销售代表", "sales", "四川省", "负责四川省终端"),
    Colleague("hz.engineer", "彭刚", "服务工程师", "engineer", "华中大区", "负责华中大区装机与维修"),
    Colleague("hd.engineer", "施伟", "服务工程师", "engineer", "华东大区", "负责华东大区装机与维修"),
    Colleague("hz.keeper", "万里", "仓库管理员", "warehouse_keeper", "华中大区", "管理武汉中心仓"),
    Colleague("hz.checker", "葛青", "出库复核员", "outbound_checker", "华中大区", "复核武汉中心仓出库"),
    Colleague("hz.desk", "程意", "客服专员", "service_desk", "华中大区", "华中大区派工与回访"),
    Colleague("hd.keeper", "毛远", "仓库管理员", "warehouse_keeper", "华东大区", "管理南京仓"),
    Colleague("hd.checker", "舒雯", "出库复核员", "outbound_checker", "华东大区", "复核南京仓出库"),
    Colleague("hd.desk", "齐悦", "客服专员", "service_desk", "华东大区", "华东大区派工与回访"),
    Colleague("hq.finance", "邵宁", "财务", "finance", COMPANY, "登记全公司回款"),
    Colleague(STEWARD, "叶知秋", "主数据管理员", "data_steward", COMPANY, "维护终端主数据"),
    Colleague("hq.viewer", "郑重", "总部（只读）", "viewer", COMPANY, "总部查阅终端档案"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Site:
    """A city where the company calls on hospitals: how many, and the city's telephone area."""

    region_code: str
    area_code: str
    hospitals: int

    @property
    def province(self) -> str:
        return self.region_code[:2] + "0000"


SITES = tuple(
    Site(*site)
    for site in (
        ("110100", "010", 5), ("120100", "022", 2), ("130100", "0311", 2), ("130600", "0312", 1),
        ("140100", "0351", 1), ("150100", "0471", 1),
        ("310100", "021", 5), ("320100", "025", 4), ("320500", "0512", 2), ("330100", "0571", 4),
        ("330200", "0574", 2), ("340100", "0551", 2), ("350100", "0591", 2), ("360100", "0791", 1),
        ("370100", "0531", 2), ("370200", "0532", 2),
        ("410100", "0371", 4), ("410300", "0379", 1), ("420100", "027", 7), ("420500", "0717", 3),
        ("420600", "0710", 2), ("421000", "0716", 1), ("430100", "0731", 4),
        ("440100", "020", 4), ("440300", "0755", 3), ("440600", "0757", 1), ("450100", "0771", 1),
        ("460100", "0898", 1),
        ("500100", "023", 3), ("510100", "028", 4), ("510700", "0816", 1), ("520100", "0851", 1),
        ("530100", "0871", 1),
    )
)  # fmt: skip
