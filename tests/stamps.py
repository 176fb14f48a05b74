"""What looks like a secrecy stamp and what does not: one table for the services' rule and the database's."""

from typing import Final

STAMPS: Final = [
    ("MẬT", True),
    ("Công văn TỐI MẬT số 3", True),
    ("(TUYỆT MẬT)", True),
    ("bao-cao_MẬT_2026.pdf", True),
    ("báo cáo MẬT.pdf", True),
    ("MA\u0302\u0323T", True),  # letters and their marks apart, as some phones send them
    ("dòng đầu\nMẬT\ndòng cuối", True),
    ("«MẬT»", True),
    ("BÍ MẬT", True),
    ("MẬT ONG RỪNG", True),
    ("12-BC/ĐU (MẬT)", True),
    ("thân mật", False),
    ("Mật", False),
    ("MẬTĐỘ", False),
    ("ĐMẬT", False),
    ("ẠMẬT", False),
    ("MẬT2", False),
    ("2MẬT", False),
    ("MAT", False),
    ("", False),
]
