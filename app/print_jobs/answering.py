"""An officer has looked: did the paper come out ("Giấy đã ra chưa?")?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.accounts.roles import Act
from app.clock.time import to_iso
from app.errors import InvalidInput, Refusal
from app.print_jobs.job import Known, PrintJob, learned

if TYPE_CHECKING:
    from app.reception.desk import Desk


def answer(desk: Desk, job_id: str, *, came_out: bool) -> PrintJob:
    """Keep what a person saw of a paper of which nobody could know; on record with the officer.

    The same answer once more changes nothing. "Chưa ra" sends nothing: the next printing says
    "In lại lần n". Raises InvalidInput (``no_print_job``) and Refusal (``not_permitted``,
    ``not_unsure`` for a job that is known or was answered otherwise).
    """
    desk.must(Act.PRINT)
    saw = Known.CAME_OUT if came_out else Known.DID_NOT
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        job = desk.store.print_jobs.find(job_id)
        if job is None:
            raise InvalidInput("no_print_job", f"Không có lần in {job_id[:60]!r}.", field="id")
        if job.state is saw:
            return job
        after = learned(job, saw, at=to_iso(desk.clock.now()), said=job.said)
        if after is job:
            raise Refusal(
                "not_unsure",
                "Lần in này đã rõ kết quả nên không cần trả lời nữa.",
                advice="Nếu cần giấy, hãy in lại.",
            )
        transaction.keep_print_job(after)
        detail = {"job": job.id, "form": job.form, "nth": job.nth, "came_out": came_out}
        transaction.audit("print_answer", job.dossier, detail)
    return after
