/**
 * One line of fixed height above the list, so that nothing below it ever moves: a new emergency,
 * else what is waiting to be let in, else how the list is ordered.
 */

import type { ReactNode } from "react";
import { Button } from "../parts/Button.tsx";
import { momentText, timeText } from "@telecare/core/format";
import { instant } from "@telecare/core/time";
import type { AlertRow } from "@telecare/core/shapes";
import { useBoard, useWords } from "../app/hooks.ts";
import { useDesk } from "../app/desk.ts";
import { SeverityBadge } from "../parts/Severity.tsx";
import { TimeLeft } from "./TimeLeft.tsx";
import { nameOf } from "./texts.ts";
import type { QueueState } from "./useQueue.ts";

export function Notice(props: {
  readonly queue: QueueState;
  readonly choose: (id: string) => void;
  readonly claim: (row: AlertRow) => void;
  readonly children: ReactNode;
}) {
  const { queue } = props;
  const [pin, ...others] = queue.pins;
  return (
    <div className="notice" aria-live="assertive" aria-atomic="false">
      {pin ? (
        <Pin row={pin} others={others.length} {...props} />
      ) : (
        <>
          {queue.waiting > 0 ? <Waiting queue={queue} /> : <Order />}
          {props.children}
        </>
      )}
    </div>
  );
}

function Pin(props: {
  readonly row: AlertRow;
  readonly others: number;
  readonly choose: (id: string) => void;
  readonly claim: (row: AlertRow) => void;
}) {
  const { w, say } = useWords();
  const { row, others } = props;
  return (
    <div className="pin">
      <button type="button" className="pin-what" onClick={() => props.choose(row.id)}>
        <SeverityBadge severity="P1" />
        <TimeLeft row={row} />
        <b>{nameOf(row, w)}</b>
        <span>{say(row.resident.place)}</span>
        <span className="pin-title">{say(row.title)}</span>
        {others > 0 ? <span>{w.board.andMore(others)}</span> : null}
      </button>
      <Button className="primary small" onPress={() => props.claim(row)}>
        {w.board.verbs.claim}
      </Button>
    </div>
  );
}

function Waiting({ queue }: { queue: QueueState }) {
  const { w } = useWords();
  return (
    <Button className="waiting" onPress={queue.refresh}>
      {w.board.waiting(queue.waiting)} · {w.board.refresh} <kbd>.</kbd>
    </Button>
  );
}

function Order() {
  const { w, language } = useWords();
  const desk = useDesk();
  const upTo = useBoard((board) => board?.evaluatedUpTo ?? null);
  const at = instant(upTo);
  const late = at !== null && desk.now() - at > 12 * 3_600_000;
  return (
    <span className="order">
      {w.board.order}
      {at === null ? null : (
        <span>
          {" "}
          · {w.board.judgedUpTo(late ? momentText(at, desk.now(), language) : timeText(at))}
        </span>
      )}
    </span>
  );
}
