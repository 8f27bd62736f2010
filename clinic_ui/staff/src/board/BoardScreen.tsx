/** The triage board: one ranked queue, the chosen alert beside it. */

import { getRouteApi, Link, Navigate, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { incidentOf } from "@telecare/core/queue";
import type { Command } from "@telecare/core/keys";
import { isAlertVerb } from "@telecare/core/verbs";
import { VIEWS, type View } from "@telecare/core/view";
import { useCommands } from "../app/commands.tsx";
import { useBoard, useEvent, useRow, useWords } from "../app/hooks.ts";
import { useMayTriage, usePlaces } from "../app/person.ts";
import { usePerson } from "../app/person.ts";
import { Density, useDensity } from "./Density.tsx";
import { Detail } from "./Detail.tsx";
import { BulkBar, BulkWindows, useBulk, usePicks } from "./Bulk.tsx";
import { DoneList } from "./DoneList.tsx";
import { HeldLine } from "./HeldLine.tsx";
import { IncidentPane } from "./IncidentPane.tsx";
import { List } from "./List.tsx";
import { Notice } from "./Notice.tsx";
import { useTabletCall } from "../call/RingTablet.tsx";
import { WaitsLine } from "../handover/WaitsLine.tsx";
import { GapsLine } from "../rota/GapsLine.tsx";
import { Tasks } from "./Tasks.tsx";
import { UnheardLine } from "../watch/UnheardLine.tsx";
import { Ask, useActs } from "./acts.tsx";
import { useQueue } from "./useQueue.ts";

const route = getRouteApi("/");

/** The board, or the first screen of somebody who has no board. */
export function BoardScreen() {
  const triage = useMayTriage();
  const [first] = usePlaces();
  if (triage) return <Triage />;
  return first ? <Navigate to={first.to} replace /> : null;
}

function Triage() {
  const { w } = useWords();
  const { session } = usePerson();
  const { view, alert: chosen = null } = route.useSearch();
  const navigate = useNavigate();
  const [incident, setIncident] = useState<string | null>(null);
  const density = useDensity();
  const key = incident ?? chosen;

  const choose = useEvent((next: string | null): void => {
    const outage = next === null ? null : incidentOf(next);
    setIncident(outage === null ? null : next);
    void navigate({
      to: "/",
      search: outage === null && next !== null ? { view, alert: next } : { view },
      replace: true,
    });
  });

  const queue = useQueue(view, key);
  const row = useRow(chosen);
  const acts = useActs({
    left: (id) => {
      const next = queue.after(id);
      queue.refresh();
      choose(next);
    },
    moved: queue.refresh,
  });

  useEffect(() => setIncident(null), [view]);

  const picks = usePicks(view);
  const bulk = useBulk(picks, queue.refresh);
  const many = (given: Command): boolean => {
    if (picks.ids.size === 0) return false;
    if (given === "claim") bulk.claim();
    else if (given === "resolve") bulk.ask("resolve");
    else if (given === "back") picks.clear();
    else return false;
    return true;
  };

  const tablet = useTabletCall();
  useCommands((given: Command): boolean => {
    if (session.locked) return false;
    if (many(given)) return true;
    switch (given) {
      case "next":
        return go(queue.step(1));
      case "previous":
        return go(queue.step(-1));
      case "first":
        return go(queue.step(-Infinity));
      case "last":
        return go(queue.step(Infinity));
      case "select":
        if (chosen !== null && view !== "done") picks.toggle(chosen);
        return true;
      case "refresh":
        queue.refresh();
        return true;
      case "back":
        choose(null);
        return true;
      default:
        if (!isAlertVerb(given)) return false;
        if (given === "call" && tablet.ring(row)) return true;
        acts.act(given, row ?? acts.finished(chosen));
        return true;
    }
  });
  const go = (next: string | null): boolean => {
    if (next !== null) choose(next);
    return true;
  };

  const pane = incident !== null ? incidentOf(incident) : null;
  return (
    <div className={key === null ? "board" : "board chosen"}>
      <h1 className="unseen">{w.board.title}</h1>
      <section className="queue" aria-label={w.board.list}>
        <Tabs view={view} />
        <UnheardLine />
        {view === "done" ? (
          <DoneList chosen={chosen} choose={choose} height={density.height} />
        ) : (
          <>
            <Notice queue={queue} choose={choose} claim={(each) => acts.act("claim", each)}>
              <Density density={density} />
            </Notice>
            <List
              view={view}
              queue={queue}
              chosen={key}
              choose={choose}
              height={density.height}
              picks={picks}
            />
            <BulkBar picks={picks} bulk={bulk} />
            <Tasks />
            <WaitsLine />
            <HeldLine />
            <GapsLine />
          </>
        )}
      </section>
      {pane !== null ? (
        <IncidentPane id={pane} back={() => choose(null)} choose={choose} />
      ) : (
        <Detail
          key={chosen ?? ""}
          id={chosen}
          acts={acts}
          back={() => choose(null)}
          choose={choose}
        />
      )}
      <Ask acts={acts} />
      <BulkWindows picks={picks} bulk={bulk} />
    </div>
  );
}

function Tabs({ view }: { view: View }) {
  const { w } = useWords();
  return (
    <nav className="tabs" aria-label={w.board.title}>
      {VIEWS.map((each) => (
        <Tab key={each} view={each} current={each === view} />
      ))}
    </nav>
  );
}

function Tab({ view, current }: { view: View; current: boolean }) {
  const { w } = useWords();
  const count = useBoard((board) => (view === "done" ? null : (board?.counts[view] ?? 0)));
  return (
    <Link
      to="/"
      search={{ view }}
      className="tab"
      activeOptions={{ exact: true }}
      aria-current={current ? "page" : undefined}
    >
      {w.board.views[view]}
      {count === null ? null : <b> {count}</b>}
    </Link>
  );
}
