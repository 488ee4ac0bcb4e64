"""The bugs that are planted: each is small, plausible, and breaks a promise."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bug:
    """``sound`` stands once in ``file`` and becomes ``broken``; ``tests`` should notice."""

    name: str
    file: str
    sound: str
    broken: str
    tests: tuple[str, ...]


STORE = ("tests/app/store",)
CENTRAL = ("tests/sync/central",)
CITY = ("tests/faults/city/test_city.py",)
ENGINE = ("tests/sync/engine", "tests/faults/test_simulation.py")

BUGS = (
    Bug(
        "a commit of the desk is not synced",
        "app/store/database.py",
        'connection.pragma("synchronous", "full")',
        'connection.pragma("synchronous", "normal")',
        STORE,
    ),
    Bug(
        "a page file is not synced before it gets its name",
        "app/disk/durable_file.py",
        "        os.fsync(file.fileno())\n",
        "",
        ("tests/app/disk", "tests/app/pages", "tests/app/store/test_power.py"),
    ),
    Bug(
        "the central's unique key over a desk's chain is dropped",
        "sync/central/schema.py",
        '    "event_chain",\n    event.c.installation,\n    event.c.seq,\n    unique=True,',
        '    "event_chain",\n    event.c.installation,\n    event.c.seq,\n    unique=False,',
        CENTRAL,
    ),
    Bug(
        "the central's unique key over event ids is dropped",
        "sync/central/schema.py",
        '    "event_id",\n    event.c.id,\n    unique=True,',
        '    "event_id",\n    event.c.id,\n    unique=False,',
        CENTRAL,
    ),
    Bug(
        "a lease's number is handed out twice",
        "app/store/numbers.py",
        'self._database.write("UPDATE lease SET next = next + 1 WHERE id = ?", (lease.id,))',
        'self._database.write("UPDATE lease SET next = next + 0 WHERE id = ?", (lease.id,))',
        ("tests/app/reception",),
    ),
    Bug(
        "the central leases a block that overlaps the one before",
        "sync/central/leases.py",
        "connection.execute(update(series).where(this).values(next=last + 1))",
        "connection.execute(update(series).where(this).values(next=last))",
        CENTRAL,
    ),
    Bug(
        "a ceiling is raised but not written",
        "app/store/numbers.py",
        "            self._write(self._at_chain_end(self._newest(ceilings, tail)))",
        "            self._record = self._at_chain_end(self._newest(ceilings, tail))",
        STORE,
    ),
    Bug(
        "a crash burns nothing",
        "app/numbering/ceiling.py",
        "        if ceiling >= lease.next:",
        "        if ceiling > lease.last:",
        (*STORE, "tests/app/numbering"),
    ),
    Bug(
        "a refused fact is swallowed by the desk",
        "sync/engine/push_events.py",
        "        self._desk.settle([set_aside(event, reason)], now)\n",
        "",
        ENGINE,
    ),
    Bug(
        "the cursor moves although the page was not applied",
        "app/store/feed.py",
        "            for entry in self._news(entries, generation):",
        "            for entry in self._news(entries[:-1], generation):",
        (*STORE, "tests/sync/outbox", "tests/sync/test_desk_and_central.py"),
    ),
    Bug(
        "the feed skips an event behind a page's end",
        "sync/central/feed.py",
        "        next=str(Cursor(generation, last)),",
        "        next=str(Cursor(generation, last + (last < head))),",
        CENTRAL,
    ),
    Bug(
        "an event without an answer counts as sent",
        "app/store/outbox.py",
        '            "UPDATE outbox SET attempts = attempts + 1, due_ms = ? WHERE number = ?",',
        '            "DELETE FROM outbox WHERE ?1 >= 0 AND number = ?2",',
        (*STORE, "tests/sync/outbox"),
    ),
    Bug(
        "the second code of a dossier replaces the first",
        "app/dossier/evolve.py",
        "    if dossier.code is not None:\n        return dossier\n    return settled(",
        "    return settled(",
        ("tests/app/dossier",),
    ),
    Bug(
        "a request signed five minutes ago by another clock is not checked",
        "sync/contract/signing.py",
        "    if digest != content_digest(body):",
        "    if digest == content_digest(body) + body.decode(errors='replace'):",
        ("tests/sync/contract",),
    ),
    Bug(
        "an enrolment code works twice",
        "sync/central/enrolment.py",
        "    if row is None or row.spent_by is not None or row.expires_ms <= now_ms:",
        "    if row is None or row.expires_ms <= now_ms:",
        CENTRAL,
    ),
    Bug(
        "a due day falls on a day off",
        "app/deadlines/count.py",
        "            if self.is_working(day) and not self._stands_still(day):",
        "            if day.weekday() < 5 and not self._stands_still(day):",
        ("tests/app/deadlines",),
    ),
    Bug(
        "the fee's cap of 200,000 đồng a copy is forgotten",
        "app/fees/fee.py",
        "amount = copies * min(charge.cap, each)",
        "amount = copies * each",
        ("tests/app/fees",),
    ),
    Bug(
        "a correction overwrites what another desk corrected",
        "app/dossier/decide.py",
        "    if current != change.old:",
        "    if current != change.old and not change.old:",
        ("tests/app/dossier", "tests/sync/central"),
    ),
    Bug(
        "an extension counts twice",
        "app/dossier/course.py",
        "return _replace(course, extended=True, due=happening.to)",
        "return _replace(course, extended=bool(course.promised), due=happening.to)",
        ("tests/app/dossier", "tests/faults/test_simulation.py"),
    ),
    Bug(
        "a restart forgets that it starts anew",
        "app/deadlines/dossier_clock.py",
        "        self._start, self._set = at, None\n",
        "        self._set = None\n",
        ("tests/app/deadlines",),
    ),
    Bug(
        "a suspension takes away its first day",
        "app/deadlines/count.py",
        "(stop.begins.date() + _ONE_DAY, stop.ends.date())",
        "(stop.begins.date(), stop.ends.date())",
        ("tests/app/deadlines",),
    ),
    Bug(
        "a date counted without an extension undoes it",
        "app/dossier/course.py",
        "    due = later(course.due, happening.due)\n",
        "    due = happening.due or course.due\n",
        ("tests/app/deadlines", "tests/app/dossier"),
    ),
    Bug(
        "a desk whose clock is ahead closes dossiers early",
        "sync/central/completed_command.py",
        "        return replace(command, recorded_at=now)\n",
        "        return command\n",
        ("tests/sync/central/test_processing.py",),
    ),
    Bug(
        "a missing outcome counts as accepted",
        "sync/engine/reasons.py",
        "return EventOutcome(id=event, result=Result.TRY_AGAIN, problem=NO_OUTCOME)",
        "return EventOutcome(id=event, result=Result.ACCEPTED)",
        ("tests/sync/engine",),
    ),
    Bug(
        "a new lease id on each retry",
        "sync/engine/keep_leases.py",
        "        if pending:\n            return pending[0]\n",
        "",
        ("tests/sync/engine/test_keep_leases.py",),
    ),
    Bug(
        "a refused batch is set aside as a whole",
        "sync/engine/push_events.py",
        "        if len(events) > 1:\n            self._narrow(len(events) // 2)\n",
        "        if len(events) > 1:\n"
        "            self._desk.settle([set_aside(e.header.id, problem) for e in events], now)\n",
        ("tests/sync/engine/test_push_events.py",),
    ),
    Bug(
        "what is under way is sent again behind itself",
        "sync/engine/push_events.py",
        "            under_way=frozenset(name for batch in ahead for name in batch.ids()),\n",
        "",
        ("tests/sync/engine/test_lanes.py",),
    ),
    Bug(
        "a chain goes on behind a batch that was lost",
        "sync/engine/push_events.py",
        "            if event.header.seq < ends.get(chain, 0):\n",
        "            if False:\n",
        ("tests/sync/engine/test_lanes.py",),
    ),
    Bug(
        "an answer of another history counts",
        "sync/engine/engine.py",
        "        if call.history != self._history:\n",
        "        if False:\n",
        ENGINE,
    ),
    Bug(
        "dead connections are kept after a sleep",
        "sync/driver.py",
        "        self._calls.cut()\n",
        "",
        ("tests/sync/test_driver_at_once.py",),
    ),
    Bug(
        "a suspended desk's events are set aside",
        "sync/engine/answers.py",
        "return Verdict.BLOCKED if reply.problem.code in DESK_PROBLEMS else Verdict.REFUSED",
        "return Verdict.REFUSED",
        ("tests/sync/engine/test_answers.py",),
    ),
    Bug(
        "a new generation is not noticed by push",
        "sync/engine/push_events.py",
        "        if body.generation != self._desk.cursor().generation:\n",
        "        if body.generation < self._desk.cursor().generation:\n",
        ("tests/sync/engine/test_push_events.py", "tests/faults/test_simulation.py"),
    ),
    Bug(
        "requests are signed with the desk's wrong clock",
        "sync/transport/http.py",
        "created_s=(epoch_ms(self._clock.now()) - self.clock_offset_ms) // 1000,",
        "created_s=epoch_ms(self._clock.now()) // 1000,",
        ("tests/sync/transport", "tests/sync/test_desk_and_central.py"),
    ),
    Bug(
        "set-aside events go to the store without their reason",
        "sync/outbox/desk.py",
        "        problem=_problem(outcome.problem),\n",
        "",
        ("tests/sync/outbox",),
    ),
    Bug(
        "a late save brings a received draft back",
        "app/store/drafts.py",
        "            if self._is_received(draft):\n",
        "            if False:\n",
        ("tests/app/drafts",),
    ),
    Bug(
        "a draft stays beside the dossier that it became",
        "app/reception/register.py",
        "            transaction.forget_draft(intake.draft)\n",
        "            pass\n",
        ("tests/app/drafts",),
    ),
    Bug(
        "every role may do everything",
        "app/reception/desk.py",
        "        if not permits(self.roles, act):\n",
        "        if not permits(Role, act):\n",
        ("tests/app/reception/test_roles.py",),
    ),
    Bug(
        "wrong passwords may be tried without waiting",
        "app/accounts/sign_in.py",
        "    _must_not_wait(store, row, now)\n",
        "",
        ("tests/app/accounts",),
    ),
    Bug(
        "two centrals lease the same numbers",
        "sync/central/turns.py",
        "    rows = connection.execute(query.with_for_update(key_share=True))\n",
        "    rows = connection.execute(query)\n",
        (
            "tests/sync/central/test_two_centrals.py",
            "tests/sync/central/test_postgresql_writers.py",
        ),
    ),
    Bug(
        "what a scanner typed stays in the field",
        "ui/scanner/wedge.py",
        "        burst.put_back(found)\n",
        "",
        ("tests/ui/scanner",),
    ),
    Bug(
        "an older answer overtakes a newer question",
        "ui/operations/latest.py",
        "            if found and mine == self._newest:\n",
        "            if found:\n",
        ("tests/ui/operations", "tests/ui/search"),
    ),
    Bug(
        "a carried batch is believed without its signature",
        "sync/contract/carried.py",
        "        key.verify(base64.b64decode(batch.signature, validate=True), _signed(run))\n",
        "        base64.b64decode(batch.signature, validate=True)\n",
        ("tests/sync/contract/test_carried.py",),
    ),
    Bug(
        "the end of a pack is not marked",
        "app/carrying/sealed_stream.py",
        '    return number.to_bytes(11, "big") + bytes([last])',
        '    return number.to_bytes(11, "big") + bytes([last * 0])',
        ("tests/app/carrying",),
    ),
    Bug(
        "the database goes on from memory after a fault",
        "app/store/database.py",
        "                self._roll_back()\n                self._forget_memory()\n",
        "                self._roll_back()\n",
        ("tests/faults/power", "tests/app/store"),
    ),
    Bug(
        "a connection is kept that was closed with its line",
        "sync/transport/deadline.py",
        "                    pool.close()\n",
        "                    pass\n",
        ("tests/sync/transport/test_closing.py",),
    ),
    Bug(
        "pages that a restored central lost are not offered again",
        "app/store/feed.py",
        "            offer_pages_again(self._database)\n",
        "",
        CITY,
    ),
    Bug(
        "a restored central is not told again why numbers ended",
        "app/store/feed.py",
        "            tell_ends_again(self._database)\n",
        "",
        CITY,
    ),
    Bug(
        "the numbers of a machine that is retired stay open",
        "sync/central/administration.py",
        "        burn_leases(\n"
        "            connection, installation, reason=reason.strip(),"
        ' ended_by="", now_ms=epoch_ms(now)\n'
        "        )\n",
        "",
        CITY,
    ),
    Bug(
        "a claim is granted while another desk has it",
        "sync/central/claims.py",
        "        _check_free(connection, request, present.agency, mine, call.at_ms)\n",
        "",
        CITY,
    ),
    Bug(
        "an answer of another history counts",
        "sync/engine/engine.py",
        "        if call.history != self._history:\n            return Changed()\n",
        "",
        ("tests/sync/engine",),
    ),
    Bug(
        "a central without a call blocks every step of the desk",
        "sync/engine/engine.py",
        "        if step.optional and problem.code in LACKING:\n",
        "        if not step.optional and problem.code in LACKING:\n",
        ("tests/sync/engine",),
    ),
    Bug(
        "a carried batch is taken in without its signature",
        "sync/contract/carried.py",
        "        key.verify(base64.b64decode(batch.signature, validate=True), _signed(run))\n",
        "        base64.b64decode(batch.signature, validate=True)\n",
        ("tests/sync/central/test_carried.py", "tests/sync/carrying"),
    ),
    Bug(
        "the central keeps a page whatever its bytes are",
        "sync/central/scan_files.py",
        "        return self._write(path, hashed(), lambda: digest.hexdigest() == sha256)",
        "        return self._write(path, hashed(), lambda: True)",
        ("tests/sync/central/test_scans.py",),
    ),
    Bug(
        "a copy from before its enrolment goes on as what was at work since",
        "app/store/numbers.py",
        "            if record.installation == installation and is_used(record):\n"
        "                return False\n",
        "",
        ("tests/app/store/test_copies.py",),
    ),
    Bug(
        "verify misses pages that lie at another counter",
        "app/store/verify.py",
        "pages = pages_named(database, of_this_desk=True)",
        "pages = pages_named(database)",
        ("tests/app/store/test_verify.py",),
    ),
)
