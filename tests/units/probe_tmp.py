import pytest
from tests.units.straying import strays
@pytest.fixture(autouse=True)
def probe(request, house):
    yield
    s=strays(house)
    if s: print("STRAY after", request.node.nodeid, s)
