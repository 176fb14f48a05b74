"""Verbs of inspection and supervision."""

from datetime import date
from uuid import UUID

from services.errors import Conflict
from services.files import looks_classified
from services.gateway import MemberGateway
from services.inspections.models import (
    FindingsDraft,
    LineCard,
    LineDraft,
    PlanCard,
    ReportDraft,
    Saved,
    State,
    Step,
    StepForm,
)
from services.inspections.overview import Overview


def _id(given: UUID | None) -> str | None:
    return str(given) if given else None


def _stop(words: str, *, confirmed: bool) -> bool:
    stamped = looks_classified(words)
    if stamped and not confirmed:
        raise Conflict("inspection.classified")
    return stamped


class Inspections:
    """What a signed-in person does with plans of inspection. Every write raises NotFound, Invalid and
    Conflict: `inspection.changed_meanwhile`, and `inspection.classified` until that is confirmed to
    be wrong."""

    def __init__(self, gateway: MemberGateway) -> None:
        self._gateway = gateway

    async def plan(self, unit_id: UUID | None = None, year: int | None = None) -> PlanCard:
        """The plan of my cell or of one below me. Raises NotFound."""
        row = await self._gateway.rpc("inspection_plan", unit_id=_id(unit_id), year=year)
        return PlanCard.model_validate(row)

    async def line(self, line_id: UUID) -> LineCard:
        """One line with what I may read of it. Raises NotFound."""
        row = await self._gateway.rpc("inspection_line", line_id=str(line_id))
        return LineCard.model_validate(row)

    async def save_plan(
        self,
        key: UUID,
        unit_id: UUID,
        year: int,
        *,
        aims: str = "",
        copy: bool = False,
        version: int | None = None,
        reason: str | None = None,
        classified_confirmed: bool = False,
    ) -> None:
        """Begin a plan (`version` None), from last year's if `copy`; or word its aims anew."""
        stamped = _stop(f"{aims} {reason or ''}", confirmed=classified_confirmed)
        await self._gateway.rpc(
            "inspection_plan_save",
            key=str(key),
            unit_id=str(unit_id),
            year=year,
            aims=aims,
            copy=copy,
            version=version,
            reason=reason,
            stamp_denied=stamped,
        )

    async def save_line(
        self,
        key: UUID,
        plan_id: UUID,
        draft: LineDraft,
        *,
        line_id: UUID | None = None,
        version: int | None = None,
        reason: str | None = None,
        classified_confirmed: bool = False,
    ) -> UUID:
        """Put a line into a plan or change one; in an adopted plan with a reason."""
        words = f"{draft.content} {draft.period} {draft.form} {reason or ''}"
        stamped = _stop(words, confirmed=classified_confirmed)
        row = await self._gateway.rpc(
            "inspection_line_save",
            key=str(key),
            plan_id=str(plan_id),
            line=draft.model_dump(mode="json"),
            line_id=_id(line_id),
            version=version,
            reason=reason,
            stamp_denied=stamped,
        )
        return UUID(row["line_id"])

    async def adopt(
        self, key: UUID, plan_id: UUID, version: int, on_day: date, meeting_id: UUID | None
    ) -> None:
        """Write down that the cell has adopted its plan."""
        await self._gateway.rpc(
            "inspection_adopt",
            key=str(key),
            plan_id=str(plan_id),
            version=version,
            on_day=on_day.isoformat(),
            meeting_id=_id(meeting_id),
        )

    async def correct_adoption(
        self,
        key: UUID,
        plan_id: UUID,
        version: int,
        on_day: date,
        meeting_id: UUID | None,
        reason: str,
        *,
        classified_confirmed: bool = False,
    ) -> None:
        """Write another day or meeting for the adoption; what was written before is kept."""
        stamped = _stop(reason, confirmed=classified_confirmed)
        await self._gateway.rpc(
            "inspection_adoption_correct",
            key=str(key),
            plan_id=str(plan_id),
            version=version,
            on_day=on_day.isoformat(),
            meeting_id=_id(meeting_id),
            reason=reason,
            stamp_denied=stamped,
        )

    async def unadopt(
        self,
        key: UUID,
        plan_id: UUID,
        version: int,
        reason: str,
        *,
        classified_confirmed: bool = False,
    ) -> None:
        """Take back that the cell adopted the plan, while nothing of it is begun."""
        stamped = _stop(reason, confirmed=classified_confirmed)
        await self._gateway.rpc(
            "inspection_unadopt",
            key=str(key),
            plan_id=str(plan_id),
            version=version,
            reason=reason,
            stamp_denied=stamped,
        )

    async def step(
        self,
        key: UUID,
        line_id: UUID,
        step: Step,
        version: int,
        form: StepForm | None = None,
        *,
        classified_confirmed: bool = False,
    ) -> State:
        """Take a step of a line; returns how far it is now."""
        form = form or StepForm()
        words = f"{form.reason or ''} {form.words or ''}"
        stamped = _stop(words, confirmed=classified_confirmed)
        row = await self._gateway.rpc(
            "inspection_step",
            key=str(key),
            line_id=str(line_id),
            step=step.value,
            version=version,
            stamp_denied=stamped,
            **form.model_dump(mode="json"),
        )
        return State(row["state"])

    async def save_findings(
        self,
        key: UUID,
        line_id: UUID,
        draft: FindingsDraft,
        edits: int | None,
        *,
        hand_in: bool = False,
        classified_confirmed: bool = False,
    ) -> Saved:
        """Save the draft of a report (`edits` None for the first), or hand it in."""
        words = " ".join(draft.model_dump().values())
        stamped = _stop(words, confirmed=classified_confirmed)
        row = await self._gateway.rpc(
            "inspection_findings_save",
            key=str(key),
            line_id=str(line_id),
            findings=draft.model_dump(),
            edits=edits,
            hand_in=hand_in,
            stamp_denied=stamped,
        )
        return Saved.model_validate(row)

    async def state_own(
        self, key: UUID, line_id: UUID, words: str, *, classified_confirmed: bool = False
    ) -> None:
        """What I say of the report on me."""
        stamped = _stop(words, confirmed=classified_confirmed)
        await self._gateway.rpc(
            "inspection_statement",
            key=str(key),
            line_id=str(line_id),
            words=words,
            stamp_denied=stamped,
        )

    async def state_for(
        self,
        key: UUID,
        line_id: UUID,
        member_id: UUID,
        words: str,
        *,
        classified_confirmed: bool = False,
    ) -> None:
        """Enter what somebody who is looked at said of the report."""
        stamped = _stop(words, confirmed=classified_confirmed)
        await self._gateway.rpc(
            "inspection_statement_for",
            key=str(key),
            line_id=str(line_id),
            member_id=str(member_id),
            words=words,
            stamp_denied=stamped,
        )

    async def revoke_statement(self, key: UUID, line_id: UUID) -> None:
        """Say that what was entered in my name are not my words."""
        await self._gateway.rpc("inspection_statement_revoke", key=str(key), line_id=str(line_id))

    async def save_report(
        self,
        key: UUID,
        plan_id: UUID,
        draft: ReportDraft,
        edits: int | None,
        *,
        send: bool = False,
        reason: str | None = None,
        classified_confirmed: bool = False,
    ) -> Saved:
        """Save the draft of the year's report, or send it up; a sent one again with a reason."""
        words = f"{' '.join(draft.model_dump().values())} {reason or ''}"
        stamped = _stop(words, confirmed=classified_confirmed)
        row = await self._gateway.rpc(
            "inspection_report_save",
            key=str(key),
            plan_id=str(plan_id),
            report=draft.model_dump(),
            edits=edits,
            send=send,
            reason=reason,
            stamp_denied=stamped,
        )
        return Saved.model_validate(row)

    async def overview(self, unit_id: UUID, year: int) -> Overview:
        """Which cells below have a plan and a report, in counts. Raises NotFound."""
        row = await self._gateway.rpc("inspections_overview", unit_id=str(unit_id), year=year)
        return Overview.model_validate(row)
