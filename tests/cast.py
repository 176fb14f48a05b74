"""The fixed cast of the tests: the demo's twelve people, and where they stand.

    Thành ủy (city)                news secretariat: news · organisation: city_staff
    ├── Đảng bộ phường A           office & editor: office_a · organisation: staff_a
    │   ├── cell A1                member, secretary, probationary, exempt
    │   └── cell A2                sibling
    ├── Đảng bộ phường B
    │   └── cell B1                secretary_b
    └── …                          admin (system admin), auditor
"""

from services.demo.seeds import DEMO_PASSWORD

PASSWORD = DEMO_PASSWORD

PHONES = {
    "member": "0900000001",
    "secretary": "0900000002",
    "office_a": "0900000003",
    "news": "0900000004",
    "city_staff": "0900000005",
    "sibling": "0900000006",
    "secretary_b": "0900000007",
    "admin": "0900000008",
    "probationary": "0900000009",
    "auditor": "0900000010",
    "staff_a": "0900000011",
    "exempt": "0900000012",
}

CAST = tuple(PHONES)


def key(who: str) -> str:
    """The demo's key of a member of the cast: services/demo/data/cast.toml."""
    return f"cast-{CAST.index(who) + 1:02}"
