import { spanText, timeLeftText } from "@telecare/core/format";
import { timeLeft } from "@telecare/core/rank";
import type { AlertRow } from "@telecare/core/shapes";
import { useTick, useWords } from "../app/hooks.ts";

/** What is left on the alert's running clock, to the second when it is short. */
export function TimeLeft({ row }: { row: AlertRow }) {
  const { w, language } = useWords();
  const text = useTick((now) => {
    const { left } = timeLeft(row, now);
    return left === null ? "" : timeLeftText(left, language);
  });
  const over = text.startsWith("\u2212");
  return (
    <span className={over ? "left over" : "left"}>
      <span aria-hidden="true">{text}</span>
      <span className="unseen">
        {w.board.columns.left} {text.replace("\u2212", "-")}
      </span>
    </span>
  );
}

/** The same in words, with what it is the time for. */
export function TimeLeftSentence({ row }: { row: AlertRow }) {
  const { w, language } = useWords();
  const text = useTick((now) => {
    const { kind, left } = timeLeft(row, now);
    if (left === null) return "";
    const span = spanText(Math.abs(left), language);
    const size = left < 0 ? w.board.overdue(span) : w.board.left(span);
    if (left < 0) return size;
    return language === "ko"
      ? `${w.board.clocks[kind]} ${size}`
      : `${span} ${w.board.clocks[kind]}`;
  });
  return <span className="left-sentence">{text}</span>;
}
