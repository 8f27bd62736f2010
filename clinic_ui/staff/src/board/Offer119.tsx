/** The way to 119 from an alert about a person one has claimed; loudly for a P1 after 3 minutes. */

import type { AlertDetail, AlertRow } from "@telecare/core/shapes";
import { instant, SECOND } from "@telecare/core/time";
import { isLive } from "@telecare/core/view";
import { useTick, useWords } from "../app/hooks.ts";
import { Button } from "../parts/Button.tsx";
import type { Acts } from "./asked.ts";

const OFFERED: ReadonlySet<string> = new Set(["P1", "P2"]); // a silence may be a fall
const LOUD_AFTER = 180 * SECOND; // the TSA's longest wait for help

interface Props {
  readonly row: AlertRow;
  readonly detail: AlertDetail | undefined;
  readonly acts: Acts;
}

export function Offer119({ row, detail, acts }: Props) {
  const { w } = useWords();
  const opened = instant(row.opened_at);
  const late = useTick((now) => now - opened >= LOUD_AFTER);
  if (!row.mine || !isLive(row) || !OFFERED.has(row.severity)) return null;
  const called = detail?.procedure.some(
    (step) => step.kind === "emergency_119" && step.done_at !== null,
  );
  const loud = row.severity === "P1" && late && detail !== undefined && !called;
  return (
    <div className={loud ? "offer119 loud" : "offer119"} role={loud ? "alert" : undefined}>
      <span>{loud ? w.help.loud : called ? w.help.made : w.help.offer}</span>
      <Button className={loud ? "danger" : ""} onPress={() => acts.card119(row)}>
        {w.help.openCard}
      </Button>
    </div>
  );
}
