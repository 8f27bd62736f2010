/** Several alerts at once: the bar under the list, and what each of them was answered. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { foldRow } from "@telecare/core/board";
import { Refusal } from "@telecare/core/http";
import type { AlertRow, BulkAnswer, BulkAsked } from "@telecare/core/shapes";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { useDone } from "../app/undo.tsx";
import { Button } from "../parts/Button.tsx";
import { Choose, Window } from "../parts/Field.tsx";
import { FormWindow } from "../parts/FormWindow.tsx";
import { SeverityBadge } from "../parts/Severity.tsx";
import { sentences } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import { DONE_LIST } from "./acts.tsx";
import { nameOf } from "./texts.ts";
import { Choices, choicesOf } from "./windows.tsx";

type Order = Omit<BulkAsked, "rows">;
type Asking = "assign" | "resolve";

/** A row the hub refused, as the screen last knew it. */
interface Left {
  readonly id: string;
  readonly row: AlertRow | null;
  readonly why: Refusal;
}

export interface Picks {
  readonly ids: ReadonlySet<string>;
  toggle(id: string): void;
  clear(): void;
}

/** The alerts picked out of the list; another view begins with none. */
export function usePicks(view: string): Picks {
  const [ids, setIds] = useState<ReadonlySet<string>>(() => new Set());
  useEffect(() => setIds(new Set()), [view]);
  return {
    ids,
    toggle: (id) =>
      setIds((before) => {
        const after = new Set(before);
        if (!after.delete(id)) after.add(id);
        return after;
      }),
    clear: () => setIds(new Set()),
  };
}

export interface Bulk {
  readonly asking: Asking | null;
  readonly left: readonly Left[] | null;
  readonly doneCount: number;
  readonly busy: boolean;
  ask(what: Asking | null): void;
  forget(): void;
  /** Send one verb for all that is picked; what was refused is shown, the rest is done. */
  send(order: Order): Promise<void>;
  claim(): void;
}

export function useBulk(picks: Picks, moved: () => void): Bulk {
  const desk = useDesk();
  const { w, ...spoken } = useWords();
  const cache = useQueryClient();
  const { say } = useDone();
  const { busy, run } = useBusy();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [left, setLeft] = useState<readonly Left[] | null>(null);
  const [doneCount, setDoneCount] = useState(0);

  const take = (answer: BulkAnswer, seen: ReadonlyMap<string, AlertRow>): void => {
    const refused: Left[] = [];
    let done = 0;
    for (const { id, done: made, refused: why } of answer.rows) {
      if (made) {
        done += 1;
        if (made.lease_token) desk.tokens.set(id, made.lease_token);
        desk.amend((board) => foldRow(board, made.row));
        void cache.invalidateQueries({ queryKey: ["alert", id] });
      } else {
        refused.push({ id, row: seen.get(id) ?? null, why: new Refusal(409, why) });
      }
    }
    void cache.invalidateQueries({ queryKey: DONE_LIST });
    picks.clear();
    setDoneCount(done);
    setLeft(refused.length > 0 ? refused : null);
    if (refused.length === 0) say({ text: w.bulk.done(done), until: null });
    else desk.resync();
    moved();
  };

  const send = async (order: Order): Promise<void> => {
    const rows = desk.board.latest()?.rows ?? new Map<string, AlertRow>();
    const picked = [...picks.ids].flatMap((id) => rows.get(id) ?? []);
    const asked = await Promise.all(
      picked.map(async ({ id, version, mine }) => ({
        id,
        version,
        lease_token: mine ? await desk.tokenOf(id) : null,
      })),
    );
    const body = { to: null, outcome: null, ...order, rows: asked };
    take(await desk.hub.ask("post", "/api/alerts/bulk", { body }), rows);
  };

  return {
    asking,
    left,
    doneCount,
    busy,
    ask: setAsking,
    forget: () => setLeft(null),
    send,
    claim: () =>
      void run(async () => {
        try {
          await send({ verb: "claim" });
        } catch (error) {
          say({ text: sentences({ w, ...spoken }, error).join(" "), until: null, bad: true });
        }
      }),
  };
}

/** What can be done with all that is picked; nothing while nothing is. */
export function BulkBar({ picks, bulk }: { picks: Picks; bulk: Bulk }) {
  const { w } = useWords();
  const n = picks.ids.size;
  return (
    <>
      <div className="bulk-place" role="status">
        {n > 0 ? <span className="unseen">{w.bulk.chosen(n)}</span> : null}
      </div>
      {n > 0 ? (
        <div className="bulk-bar" role="toolbar" aria-label={w.bulk.bar}>
          <b aria-hidden="true">{w.bulk.chosen(n)}</b>
          <Button className="primary small" isPending={bulk.busy} onPress={bulk.claim}>
            {w.bulk.claim} <kbd>A</kbd>
          </Button>
          <Button className="small" onPress={() => bulk.ask("assign")}>
            {w.bulk.assign}
          </Button>
          <Button className="small" onPress={() => bulk.ask("resolve")}>
            {w.bulk.resolve} <kbd>R</kbd>
          </Button>
          <Button className="small" onPress={picks.clear}>
            {w.bulk.clear} <kbd>Esc</kbd>
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** The window one of the verbs asks in, then what was refused and why. */
export function BulkWindows({ picks, bulk }: { picks: Picks; bulk: Bulk }) {
  if (bulk.asking === "assign") return <AssignWindow n={picks.ids.size} bulk={bulk} />;
  if (bulk.asking === "resolve") return <ResolveManyWindow n={picks.ids.size} bulk={bulk} />;
  return bulk.left ? <LeftWindow left={bulk.left} bulk={bulk} /> : null;
}

function AssignWindow({ n, bulk }: { n: number; bulk: Bulk }) {
  const { w } = useWords();
  const desk = useDesk();
  const [to, setTo] = useState("");
  const people = useQuery({
    queryKey: ["colleagues"],
    queryFn: () => desk.hub.ask("get", "/api/colleagues", {}),
  });
  return (
    <FormWindow
      title={w.bulk.assignTitle(n)}
      why={w.bulk.assignWhy}
      save={w.bulk.assign}
      ready={to !== ""}
      close={() => bulk.ask(null)}
      submit={() => bulk.send({ verb: "assign", to })}
    >
      {(mistake) => (
        <Choose
          label={w.bulk.to}
          value={to}
          onChange={setTo}
          empty=" "
          required
          mistake={mistake("to")}
          choices={(people.data?.rows ?? []).map(({ id, name }) => ({ id, label: name }))}
        />
      )}
    </FormWindow>
  );
}

type Outcome = NonNullable<BulkAsked["outcome"]>;

function ResolveManyWindow({ n, bulk }: { n: number; bulk: Bulk }) {
  const { w } = useWords();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  return (
    <FormWindow
      title={w.bulk.resolveTitle(n)}
      why={w.bulk.resolveWhy}
      save={w.bulk.resolve}
      ready={outcome !== null}
      close={() => bulk.ask(null)}
      submit={() => bulk.send({ verb: "resolve", outcome })}
    >
      {() => (
        <Choices
          label={w.bulk.outcome}
          value={outcome}
          onChange={setOutcome}
          choices={choicesOf(w.board.outcomes as Readonly<Record<Outcome, string>>)}
          columns={3}
        />
      )}
    </FormWindow>
  );
}

function LeftWindow({ left, bulk }: { left: readonly Left[]; bulk: Bulk }) {
  const spoken = useWords();
  const { w, say } = spoken;
  return (
    <Window title={w.bulk.resultTitle} close={bulk.forget}>
      <p>{w.bulk.result(bulk.doneCount, left.length)}</p>
      <ul className="bulk-left">
        {left.map(({ id, row, why }) => (
          <li key={id}>
            {row ? (
              <span className="about">
                <SeverityBadge severity={row.severity} />
                <b>{nameOf(row, w)}</b>
                <span>{say(row.title)}</span>
              </span>
            ) : (
              <b>{w.bulk.gone}</b>
            )}
            <span>{reason(spoken, why)}</span>
          </li>
        ))}
      </ul>
      <div className="window-foot">
        <Button className="primary" onPress={bulk.forget}>
          {w.common.close}
        </Button>
      </div>
    </Window>
  );
}

/** The fields say it better than "some fields need another value". */
function reason(spoken: ReturnType<typeof useWords>, why: Refusal): string {
  const fields = Object.values(why.fields).map(spoken.say).filter(Boolean);
  return (fields.length > 0 ? fields : sentences(spoken, why)).join(" ");
}
