"""The fixed cast of the tests: the demo's twelve people, and where they stand.

    Thành ủy (city)                news secretariat: news · organisation: city_staff
    ├── Đảng ủy phường A           office & editor: office_a · organisation: staff_a
    │   ├── cell A1                member, secretary, probationary, exempt
    │   ├── cell A2                sibling
    │   └── cell A4                office_a and staff_a are members here
    ├── Đảng ủy phường B
    │   └── cell B1                secretary_b
    └── Đảng ủy phường C
        └── cell C4                news, city_staff, admin (system admin), auditor are members here

Beside them: NO_MEMBER, an Auth user without a member, and ANONYMOUS, the publishable key alone.
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
NO_MEMBER = "no_member"
ANONYMOUS = "anonymous"
EVERYBODY = (*CAST, NO_MEMBER, ANONYMOUS)

# Who, by the tree above, belongs where.
CELL = {
    **dict.fromkeys(("member", "secretary", "probationary", "exempt"), "cell-a1"),
    "sibling": "cell-a2",
    **dict.fromkeys(("office_a", "staff_a"), "cell-a4"),
    "secretary_b": "cell-b1",
    **dict.fromkeys(("news", "city_staff", "admin", "auditor"), "cell-c4"),
}
# The unit whose subtree somebody knows by name, and none else's.
KNOWS_MEMBERS_OF = {
    "secretary": "cell-a1",
    "secretary_b": "cell-b1",
    "office_a": "ward-a",
    "staff_a": "ward-a",
    "city_staff": "city",
}


def key(who: str) -> str:
    """The demo's key of a member of the cast: services/demo/data/cast.toml."""
    return f"cast-{CAST.index(who) + 1:02}"
