import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { momentText } from "@telecare/core/format";
import { named } from "@telecare/core/words";
import { instant, MINUTE } from "@telecare/core/time";
import { spanText } from "@telecare/core/format";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Pair } from "../parts/Pair.tsx";
import { Button } from "../parts/Button.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import type { CardProps } from "./card.ts";
import { AbsenceWindow, PlanWindow } from "./windows.tsx";

/** What was agreed with the person: the plan, and when nobody is expected at home. */
export function Agreed({ page, mayEdit }: CardProps) {
  const { w, language } = useWords();
  const [open, setOpen] = useState<"plan" | "absence" | null>(null);
  const { plan } = page;
  const words = w.resident;
  const limit = (minutes: number | null): string =>
    minutes === null ? words.byDefault : spanText(minutes * MINUTE, language);
  return (
    <section className="card">
      <header className="card-head">
        <h2>{words.plan}</h2>
        {mayEdit ? (
          <Button className="small" onPress={() => setOpen("plan")}>
            {w.register.plan.open}
          </Button>
        ) : null}
      </header>
      <dl className="pairs">
        <Pair name={words.risk}>{words.risks[plan.risk]}</Pair>
        <Pair name={words.checkIns}>
          {plan.check_ins.length === 0
            ? words.noCheckIns
            : plan.check_ins.map((each) => words.checkIn(each.at, each.grace_min)).join(", ")}
        </Pair>
        <Pair name={words.dayLimit}>{limit(plan.day_limit_min)}</Pair>
        <Pair name={words.anyLimit}>{limit(plan.any_limit_min)}</Pair>
      </dl>
      <header className="card-head">
        <h3>{words.absences}</h3>
        {mayEdit ? (
          <Button className="small" onPress={() => setOpen("absence")}>
            {w.register.absence.open}
          </Button>
        ) : null}
      </header>
      <Absences page={page} mayEdit={mayEdit} />
      {open === "plan" ? <PlanWindow page={page} close={() => setOpen(null)} /> : null}
      {open === "absence" ? <AbsenceWindow page={page} close={() => setOpen(null)} /> : null}
    </section>
  );
}

function Absences({ page, mayEdit }: CardProps) {
  const { w, language } = useWords();
  const desk = useDesk();
  const cache = useQueryClient();
  const { busy, error, run } = useBusy();
  const cancel = (id: string) =>
    run(async () => {
      await desk.hub.ask("delete", "/api/residents/{resident_id}/absences/{absence_id}", {
        path: { resident_id: page.id, absence_id: id },
      });
      await cache.invalidateQueries({ queryKey: ["resident", page.id] });
    });
  if (page.absences.length === 0) return <p className="caption">{w.resident.noAbsences}</p>;
  const when = (text: string): string => momentText(instant(text), desk.now(), language);
  return (
    <>
      <ul className="lines">
        {page.absences.map((absence) => (
          <li key={absence.id}>
            <span>
              {when(absence.start)} – {when(absence.end)} ·{" "}
              {named(w.register.absence.reasons, absence.reason)}
            </span>
            {mayEdit ? (
              <Button
                className="small plain"
                isPending={busy}
                aria-label={`${w.register.absence.remove}: ${when(absence.start)}`}
                onPress={() => void cancel(absence.id)}
              >
                {w.register.absence.remove}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <Said error={error} />
    </>
  );
}
