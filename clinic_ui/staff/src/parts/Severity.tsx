import type { Severity } from "@telecare/core/shapes";
import { useWords } from "../app/hooks.ts";

const SHAPE: Readonly<Record<Severity, string>> = {
  P1: "M5 0 10 5 5 10 0 5z",
  P2: "M5 .6 10 9.6H0z",
  P3: "M5 .4a4.6 4.6 0 1 0 0 9.2A4.6 4.6 0 0 0 5 .4z",
  P4: "M0 3.5h10v3H0z",
};

/** Shape, word and colour together: never colour alone. */
export function SeverityBadge({ severity, count }: { severity: Severity; count?: number }) {
  const { w } = useWords();
  return (
    <span className={`severity ${severity}`}>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        <path d={SHAPE[severity]} fill="currentColor" />
      </svg>
      <span>{w.common.severity[severity]}</span>
      {count === undefined ? null : <b>{count}</b>}
    </span>
  );
}
