"""A country of documents, as texts: a centre, provinces, communes, thirty citations in each.

Names are invented. What makes resolution hard is kept: every commune numbers from 1, the same
number, day and title stand in hundreds of communes, and a part of what is cited is not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

CITATIONS = 30
_FIRST = ("An", "Bình", "Cẩm", "Đông", "Gia", "Hòa", "Kim", "Long", "Mai", "Ngọc", "Phú", "Quế")
_SECOND = (
    "Châu",
    "Điền",
    "Giang",
    "Hà",
    "Khê",
    "Lâm",
    "Mộc",
    "Ninh",
    "Phong",
    "Sơn",
    "Thạch",
    "Xá",
)
_THIRD = ("", " Thượng", " Hạ", " Đông", " Tây", " Nam", " Bắc", " Trung", " Ngoại", " Nội")
_SUBJECTS = (
    "chuyển đổi số",
    "cải cách hành chính",
    "phòng, chống thiên tai",
    "giảm nghèo bền vững",
    "an toàn giao thông",
    "bảo vệ môi trường",
    "phòng cháy, chữa cháy",
    "phát triển văn hóa đọc",
    "tiêm chủng mở rộng",
    "xây dựng nông thôn mới",
)
_TASKS = (
    "Rà soát, thống kê nhu cầu của các hộ dân trên địa bàn về {subject}, báo cáo trước ngày {day}.",
    "Tổ chức tập huấn cho cán bộ, công chức làm công tác {subject} ít nhất 02 lần trong năm.",
    "Bố trí kinh phí cho {subject} trong dự toán được giao; huy động nguồn lực hợp pháp khác.",
    "Tuyên truyền về {subject} trên hệ thống truyền thanh, tại nhà văn hóa thôn và trường học.",
    "Kiểm tra, giám sát việc thực hiện {subject}; kịp thời biểu dương cách làm hay.",
)
#: Documents for one province: its share of communes has three plans each.
_PER_PROVINCE = 120
_PER_COMMUNE = 3
_LAWS = 60
_CENTRAL = 60


#: How a plan cites plans that it goes along with, in its tasks.
_BESIDE = "Phối hợp thực hiện theo"


class Designation(NamedTuple):
    """What a citation says of a document."""

    kind: str
    number: str
    issued: date
    issuer: str
    title: str

    def cited(self) -> str:
        """Return the words of a citation."""
        day = f"{self.issued.day}/{self.issued.month}/{self.issued.year}"
        return f"{self.kind} số {self.number} ngày {day} của {self.issuer} về {self.title}"


def texts(count: int) -> Iterator[str]:
    """Yield `count` documents; those of a smaller country begin as those of a larger one."""
    laws = [_law(number) for number in range(_LAWS)]
    centre = [_directive(number) for number in range(_CENTRAL)]
    made = 0
    province = 0
    while made < count:
        own = _province(province)
        for designation, cites in _documents(province, own, laws, centre):
            yield _text(designation, cites)
            made += 1
            if made == count:
                return
        province += 1


def _documents(
    province: int, own: list[Designation], laws: list[Designation], centre: list[Designation]
) -> Iterator[tuple[Designation, list[tuple[str, Designation]]]]:
    for place, plan in enumerate(own):
        rng = Random(f"province:{province}:{place}")
        bases = [("Căn cứ", law) for law in rng.sample(laws, 20)]
        done = [("Thực hiện", directive) for directive in rng.sample(centre, 10)]
        yield plan, [*bases, *done]
    communes = (_PER_PROVINCE - len(own)) // _PER_COMMUNE
    for commune in range(communes):
        plans = _commune(province, commune)
        neighbours = _commune(province, (commune + 1) % communes)
        for place, plan in enumerate(plans):
            rng = Random(f"commune:{province}:{commune}:{place}")
            bases = [("Căn cứ", law) for law in rng.sample(laws, 12)]
            central = [("Căn cứ", directive) for directive in rng.sample(centre, 6)]
            done = [("Thực hiện", directive) for directive in rng.sample(own, 6)]
            beside = [(_BESIDE, other) for other in (*plans, *neighbours) if other is not plan]
            absent = [("Căn cứ", _absent(province, commune, rng))]
            yield plan, [*bases, *central, *done, *beside, *absent]


def _law(number: int) -> Designation:
    day = date(2020, 1, 6) + timedelta(days=17 * number)
    return Designation(
        "Nghị định", f"{number + 5}/{day.year}/NĐ-CP", day, "Chính phủ", _title(number)
    )


def _directive(number: int) -> Designation:
    day = date(2025, 7, 1) + timedelta(days=2 * number)
    return Designation(
        "Chỉ thị", f"{number + 1}/CT-TTg", day, "Thủ tướng Chính phủ", _title(number)
    )


def _province(province: int) -> list[Designation]:
    name = f"tỉnh {_name(province)}"
    return [
        Designation(
            "Kế hoạch",
            f"{11 * place + 20}/KH-UBND",
            date(2026, 1, 5) + timedelta(days=place),
            f"UBND {name}",
            f"{_SUBJECTS[place]} trên địa bàn {name} năm 2026",
        )
        for place in range(9)
    ]


def _commune(province: int, commune: int) -> list[Designation]:
    name = f"{'phường' if commune % 3 == 0 else 'xã'} {_name(province * 37 + commune + 100)}"
    return [
        Designation(
            "Kế hoạch",
            f"{place * 7 + commune % 5 + 1}/KH-UBND",
            date(2026, 2, 10) + timedelta(days=place + commune % 4),
            f"UBND {name}",
            f"{_SUBJECTS[(place + commune) % len(_SUBJECTS)]} trên địa bàn {name} năm 2026",
        )
        for place in range(_PER_COMMUNE)
    ]


def _absent(province: int, commune: int, rng: Random) -> Designation:
    issuer = _commune(province, commune)[0].issuer.replace("UBND", "HĐND")
    number = rng.randrange(1, 40)
    return Designation(
        "Nghị quyết", f"{number}/NQ-HĐND", date(2025, 12, 20), issuer, _title(number)
    )


def _title(number: int) -> str:
    return f"{_SUBJECTS[number % len(_SUBJECTS)]} giai đoạn {2020 + number // 10} - 2030"


def _name(number: int) -> str:
    number, first = divmod(number, len(_FIRST))
    number, second = divmod(number, len(_SECOND))
    # After 1,440 names they begin again: communes of several provinces share theirs.
    third = number % len(_THIRD)
    return f"{_FIRST[first]} {_SECOND[second]}{_THIRD[third]}"


def _text(own: Designation, cites: list[tuple[str, Designation]]) -> str:
    rng = Random(own.number + own.issuer)
    committee, place = "ỦY BAN NHÂN DÂN", own.issuer.removeprefix("UBND ")
    day = own.issued
    bases = "\n\n".join(f"{cue} {c.cited()};" for cue, c in cites if cue != _BESIDE)
    tasks = [task.format(subject=rng.choice(_SUBJECTS), day="30/9/2026") for task in _TASKS]
    beside = [f"{cue} {c.cited()}." for cue, c in cites if cue == _BESIDE]
    body = "\n\n".join(f"{n}. {text}" for n, text in enumerate([*tasks, *beside], start=1))
    head = (
        f"{committee}\n{place.upper()}\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        f"Độc lập - Tự do - Hạnh phúc\n\nSố: {own.number}\n\n"
        f"{place.split(' ', 1)[1]}, ngày {day.day:02} tháng {day.month:02} năm {day.year}\n\n"
    )
    title = own.title[0].upper() + own.title[1:]
    return f"{head}KẾ HOẠCH\n{title}\n\n{bases}\n\nI. NHIỆM VỤ\n\n{body}\n"
