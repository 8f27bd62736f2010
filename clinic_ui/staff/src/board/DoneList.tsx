import { useQuery } from "@tanstack/react-query";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePerson } from "../app/person.ts";
import { Said } from "../parts/Said.tsx";
import { DONE_LIST } from "./acts.tsx";
import { Heads } from "./List.tsx";
import { Cells } from "./Row.tsx";

interface Props {
  readonly chosen: string | null;
  readonly choose: (id: string) => void;
  readonly height: number;
}

/** What was finished lately, to look at again or to close. */
export function DoneList({ chosen, choose, height }: Props) {
  const { w } = useWords();
  const desk = useDesk();
  const { session } = usePerson();
  const { data, error } = useQuery({
    queryKey: [...DONE_LIST, session.locked],
    queryFn: () => desk.hub.board("done"),
    refetchInterval: 30_000,
  });
  const rows = (data?.rows ?? []).toSorted(
    (a, b) => instant(b.opened_at) - instant(a.opened_at),
  );
  return (
    <>
      <div className="notice">
        <span className="order">{w.board.orderDone}</span>
      </div>
      <div className={`list h${height}`}>
        <Heads />
        <Said error={data ? null : error} />
        <div className="rows" role="listbox" aria-label={w.board.list} tabIndex={0}>
          {rows.map((row) => (
            <div
              key={row.id}
              role="option"
              aria-selected={row.id === chosen}
              className={
                row.id === chosen
                  ? `row still ${row.severity} selected`
                  : `row still ${row.severity}`
              }
              data-alert={row.id}
              onClick={() => choose(row.id)}
            >
              <Cells row={row} gone={false} />
            </div>
          ))}
        </div>
        {data && rows.length === 0 ? <p className="empty">{w.board.empty.done}</p> : null}
      </div>
    </>
  );
}
