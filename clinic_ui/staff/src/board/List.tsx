/** The queue on the screen: fixed row heights, only what is seen is drawn. */

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { incidentOf } from "@telecare/core/queue";
import type { View } from "@telecare/core/view";
import { useWords } from "../app/hooks.ts";
import type { Picks } from "./Bulk.tsx";
import { IncidentLine, Row } from "./Row.tsx";
import type { QueueState } from "./useQueue.ts";

export const optionId = (key: string): string => `row-${key.replace(":", "-")}`;

export function List(props: {
  readonly view: View;
  readonly queue: QueueState;
  readonly chosen: string | null;
  readonly choose: (key: string) => void;
  readonly height: number;
  readonly picks: Picks;
}) {
  const { w } = useWords();
  const { queue, chosen, height } = props;
  const place = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: queue.shown.length,
    getScrollElement: () => place.current,
    estimateSize: () => height,
    overscan: 6,
    getItemKey: (index) => queue.shown[index] ?? index,
  });
  useEffect(() => rows.measure(), [rows, height]);
  const at = chosen === null ? -1 : queue.shown.indexOf(chosen);
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: "auto" });
  }, [rows, at]);
  const picking = props.picks.ids.size > 0;
  const empty = queue.loaded && queue.shown.length === 0;

  return (
    <div className={`list h${height}`}>
      <Heads />
      <div
        ref={place}
        className="rows"
        role="listbox"
        aria-label={w.board.list}
        aria-multiselectable={picking || undefined}
        tabIndex={0}
        aria-activedescendant={at >= 0 && chosen ? optionId(chosen) : undefined}
        onPointerEnter={() => queue.hover(true)}
        onPointerLeave={() => queue.hover(false)}
      >
        <div role="presentation" style={{ height: rows.getTotalSize(), position: "relative" }}>
          {rows.getVirtualItems().map((item) => {
            const key = queue.shown[item.index] ?? "";
            const outage = incidentOf(key);
            const shared = {
              id: optionId(key),
              top: item.start,
              selected: key === chosen,
              place: item.index + 1,
              size: queue.shown.length,
              choose: props.choose,
              itemKey: key,
            };
            return outage === null ? (
              <Row
                key={key}
                {...shared}
                view={props.view}
                picked={picking ? props.picks.ids.has(key) : null}
                pick={props.picks.toggle}
              />
            ) : (
              <IncidentLine key={key} {...shared} incident={outage} />
            );
          })}
        </div>
      </div>
      {empty ? <p className="empty">{w.board.empty[props.view]}</p> : null}
    </div>
  );
}

/** Headings for the eye; a screen reader hears each row as a whole. */
export function Heads() {
  const { w } = useWords();
  const { columns } = w.board;
  return (
    <div className="heads columns" aria-hidden="true">
      <span>{columns.severity}</span>
      <span className="right">{columns.left}</span>
      <span>{columns.resident}</span>
      <span>{columns.what}</span>
      <span className="c-spark">{columns.spark}</span>
      <span className="c-signals">{columns.signals}</span>
      <span>{columns.owner}</span>
    </div>
  );
}
