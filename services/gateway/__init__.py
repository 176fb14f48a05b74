"""The one way to Supabase, hosted or embedded: the only package that imports supabase.

Two kinds of client: the member's (publishable key and the member's own token), which does everything a
person does; and the app server's (secret key), fenced in `AuthAdmin` and `Service` to a closed list.
"""

from services.gateway.auth import AuthAdmin, MemberAuth
from services.gateway.connection import Supabase
from services.gateway.rest import SERVICE_FUNCTIONS
from services.gateway.storage import BUCKET, MemberFiles, ServiceFiles

__all__ = ["BUCKET", "SERVICE_FUNCTIONS", "AuthAdmin", "MemberGateway", "Service", "Supabase"]


class MemberGateway(MemberFiles, MemberAuth):
    """What one signed-in person does. The token is the person's; the database decides."""


class Service(ServiceFiles):
    """The app's own work with the secret key: functions granted to service_role, nothing else."""
