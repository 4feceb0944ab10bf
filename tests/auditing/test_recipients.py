"""A13: a body is among the recipients by name, abbreviation, initials or as one of many."""

from __future__ import annotations

import pytest

from doclineage.auditing.recipients import is_told
from doclineage.model import Document, Letterhead, Source
from doclineage.vietnamese.agencies import find_mentions


def plan(*recipients: str, issuer: str = "Ủy ban nhân dân phường Bến Đò") -> Document:
    head = Letterhead(issuer=issuer, recipients=recipients, level="commune")
    source = Source(path="a.txt", sha256="0", media_type="text/plain")
    return Document(doc_id="a", source=source, letterhead=head, units=())


@pytest.mark.parametrize(
    ("body", "recipient"),
    [
        ("Phòng Văn hóa - Xã hội", "Phòng VH-XH"),
        ("Trung tâm Văn hóa - Thông tin và Thể thao phường", "Phòng VH-XH; TTVH-TT& TT phường"),
        ("Công an phường", "CA phường"),
        ("Trạm Y tế", "Các phòng, đơn vị"),
        ("Phòng Kinh tế", "Các phòng chuyên môn phường"),
        ("Hội Nông dân phường", "MTTQ và các đoàn thể"),
        ("Ủy ban MTTQ Việt Nam phường", "Mặt trận Tổ quốc phường"),
        ("Công an phường", "Như trên"),
        ("Công an phường", "Các thành viên Ban Chỉ đạo"),
        ("Văn phòng HĐND và UBND phường", "Lưu: VT"),
        ("Chủ tịch UBND phường", "Công an tỉnh"),
        ("Sở Y tế", "Các sở, ban, ngành tỉnh"),
        ("UBND các xã, phường", "Các xã, phường"),
    ],
)
def test_told(body, recipient):
    (mention,) = find_mentions(body)
    assert is_told(plan(recipient), mention)


@pytest.mark.parametrize(
    ("body", "recipient"),
    [
        ("Công an phường", "Công an tỉnh"),
        ("Công an phường", "Các phòng chuyên môn phường"),
        ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội"),
        ("Phòng Kinh tế", "Các sở, ban, ngành tỉnh"),
        ("Hội Nông dân phường", "Công an phường"),
        ("Trạm Y tế", "Lưu: VT"),
    ],
)
def test_not_told(body, recipient):
    (mention,) = find_mentions(body)
    assert not is_told(plan(recipient), mention)
