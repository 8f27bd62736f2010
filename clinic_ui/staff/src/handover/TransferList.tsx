/** Transfers: those that wait for an answer with what would go along, then those that are over. */

import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { momentText } from "@telecare/core/format";
import type { TransferRow } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Button } from "../parts/Button.tsx";
import { Said } from "../parts/Said.tsx";
import { AcceptWindow, EndWindow, type Ending } from "./TransferWindows.tsx";
import { useTransfers } from "./useHandover.ts";

export function TransferList() {
  const { w } = useWords();
  const { data, error } = useTransfers();
  const rows = data?.rows ?? [];
  const waiting = rows.filter(({ state }) => state === "offered");
  const past = rows.filter(({ state }) => state !== "offered");
  const words = w.handover.transfer;
  return (
    <section className="card" aria-label={words.title}>
      <h2>{words.waiting}</h2>
      <Said error={data ? null : error} />
      {data && waiting.length === 0 ? <p className="caption">{words.noneWaiting}</p> : null}
      <TransferRows rows={waiting} />
      {past.length > 0 ? (
        <details>
          <summary>{words.past}</summary>
          <TransferRows rows={past} />
        </details>
      ) : null}
    </section>
  );
}

export function TransferRows({ rows }: { rows: readonly TransferRow[] }) {
  return (
    <ul className="handover-lines">
      {rows.map((row) => (
        <One key={row.id} row={row} />
      ))}
    </ul>
  );
}

function One({ row }: { row: TransferRow }) {
  const { w, say, language } = useWords();
  const desk = useDesk();
  const text = (at: string): string => momentText(instant(at), desk.now(), language);
  const words = w.handover.transfer;
  const mayOpen = row.resident !== "" && !(row.mine_to_answer && !row.mine_to_withdraw);
  const age = row.age === null ? "" : w.common.age(row.age);
  return (
    <li>
      <div>
        <span className={row.state === "offered" ? "chip strong" : "chip"}>
          {words.states[row.state]}
        </span>{" "}
        {mayOpen ? (
          <Link to="/residents/$id" params={{ id: row.resident_id }} className="text-link">
            {row.resident}
          </Link>
        ) : (
          <b>{row.resident || words.moved}</b>
        )}{" "}
        {age} <b>{words.route(say(row.from_name), say(row.to_name))}</b>
        <div className="caption">
          {[
            words.offered(row.offered_by, text(row.offered_at)),
            row.reminders > 0 ? words.reminded(row.reminders) : "",
            row.answered_at ? words.answered(row.answered_by, text(row.answered_at)) : "",
          ]
            .filter(Boolean)
            .join(" · ")}
        </div>
        {row.words ? <div className="handover-words">{row.words}</div> : null}
        {row.answer ? (
          <div className="handover-words">
            {words.reason}: {row.answer}
          </div>
        ) : null}
        {row.state === "offered" ? (
          <div>
            {words.goesAlong}: {words.counts(row.alerts, row.promises, row.tasks, row.held)}
          </div>
        ) : null}
      </div>
      <Acts row={row} />
    </li>
  );
}

function Acts({ row }: { row: TransferRow }) {
  const { w } = useWords();
  const [open, setOpen] = useState<"accept" | Ending | null>(null);
  const words = w.handover.transfer;
  const close = (): void => setOpen(null);
  return (
    <div className="handover-acts">
      {row.mine_to_answer ? (
        <>
          <Button
            className="small primary"
            aria-label={words.acceptFor(row.resident)}
            onPress={() => setOpen("accept")}
          >
            {words.accept}
          </Button>
          <Button
            className="small"
            aria-label={words.refuseFor(row.resident)}
            onPress={() => setOpen("refuse")}
          >
            {words.refuse}
          </Button>
        </>
      ) : null}
      {row.mine_to_withdraw ? (
        <Button
          className="small"
          aria-label={words.withdrawFor(row.resident)}
          onPress={() => setOpen("withdraw")}
        >
          {words.withdraw}
        </Button>
      ) : null}
      {open === "accept" ? <AcceptWindow row={row} close={close} /> : null}
      {open === "refuse" || open === "withdraw" ? (
        <EndWindow row={row} how={open} close={close} />
      ) : null}
    </div>
  );
}
