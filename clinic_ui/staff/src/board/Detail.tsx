/** The chosen alert: what happened, who it is, what to do now, what is known, what was done. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { Button } from "../parts/Button.tsx";
import { momentText, spanText } from "@telecare/core/format";
import { awaited } from "@telecare/core/prompts";
import { KEY_OF } from "@telecare/core/keys";
import type { AlertDetail, AlertRow } from "@telecare/core/shapes";
import { instant, SECOND } from "@telecare/core/time";
import { ALERT_VERBS, notNow } from "@telecare/core/verbs";
import { isLive } from "@telecare/core/view";
import { useDesk } from "../app/desk.ts";
import { useRow, useWords } from "../app/hooks.ts";
import { usePerson } from "../app/person.ts";
import { RingTablet } from "../call/RingTablet.tsx";
import { Icon } from "../parts/icons.tsx";
import { Pair } from "../parts/Pair.tsx";
import { Said } from "../parts/Said.tsx";
import { SeverityBadge } from "../parts/Severity.tsx";
import type { Acts } from "./asked.ts";
import { Contacts } from "./Contacts.tsx";
import { Evidence } from "./Evidence.tsx";
import { Offer119 } from "./Offer119.tsx";
import { Procedure } from "./Procedure.tsx";
import { Attempts } from "./Attempts.tsx";
import { AskedFirst } from "./Row.tsx";
import { nameOf, ownerText } from "./texts.ts";
import { TimeLeftSentence } from "./TimeLeft.tsx";
import { Told } from "./Told.tsx";
import { Timeline } from "../parts/Timeline.tsx";
import { MakeTask } from "../tasks/MakeTask.tsx";
import { AskButton, Prompts, SOON_MS } from "../residents/TabletCard.tsx";

interface DetailProps {
  readonly id: string | null;
  readonly acts: Acts;
  readonly back: () => void;
  readonly choose: (id: string) => void;
}

export function useAlert(id: string | null, version: number | undefined) {
  const desk = useDesk();
  const { session } = usePerson();
  const cache = useQueryClient();
  const queryKey = ["alert", id];
  const found = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      desk.hub.alert(id ?? "", { signal, again: cache.getQueryData(queryKey) !== undefined }),
    enabled: id !== null && !session.locked,
    staleTime: Infinity,
    // What becomes of a question on the tablet moves no version of the alert.
    refetchInterval: ({ state }) =>
      awaited(state.data?.prompts ?? [], desk.now()) ? SOON_MS : false,
  });
  const { data, refetch } = found;
  const stale = data !== undefined && version !== undefined && version > data.row.version;
  useEffect(() => {
    if (stale && !session.locked) void refetch();
  }, [stale, refetch, session.locked]);
  useEffect(() => {
    if (data?.lease_token) desk.tokens.set(data.row.id, data.lease_token);
  }, [data, desk]);
  return found;
}

export function Detail({ id, acts, back, choose }: DetailProps) {
  const { w } = useWords();
  const { session } = usePerson();
  const live = useRow(id);
  const { data, error } = useAlert(id, live?.version);
  const row = newest(live, data?.row) ?? acts.finished(id);
  if (id === null) return <NothingChosen />;
  return (
    <aside className="detail" aria-label={w.board.detail.region}>
      <BackButton back={back} />
      {row ? <What row={row} /> : null}
      {row && !session.locked ? <Offer119 row={row} detail={data} acts={acts} /> : null}
      {session.locked ? null : <Said error={data ? null : error} />}
      {row ? (
        <section className="who">
          <Person row={row} detail={data} />
          <Verbs row={row} detail={data} acts={acts} />
        </section>
      ) : null}
      {row && data && !session.locked ? (
        <Known row={row} detail={data} acts={acts} choose={choose} />
      ) : null}
    </aside>
  );
}

function newest(live: AlertRow | null, loaded: AlertRow | undefined): AlertRow | null {
  if (!live || !loaded) return live ?? loaded ?? null;
  return live.version >= loaded.version ? live : loaded;
}

export function BackButton({ back }: { back: () => void }) {
  const { w } = useWords();
  return (
    <Button className="detail-back plain" onPress={back}>
      <Icon name="back" size={16} /> {w.common.back}
    </Button>
  );
}

function NothingChosen() {
  const { w } = useWords();
  return (
    <aside className="detail detail-empty" aria-label={w.board.detail.region}>
      <p>{w.board.choose}</p>
      <p className="caption">{w.board.chooseKeys}</p>
    </aside>
  );
}

function What({ row }: { row: AlertRow }) {
  const { w, say, language } = useWords();
  const desk = useDesk();
  const at = instant(row.opened_at);
  return (
    <header className={`what ${row.severity}`}>
      <div className="what-top">
        <SeverityBadge severity={row.severity} />
        <h2>{say(row.title)}</h2>
        <TimeLeftSentence row={row} />
      </div>
      <p>{say(row.because)}</p>
      <p className="what-marks">
        <span className={row.owner ? "chip" : "chip strong"}>
          {row.owner
            ? row.mine
              ? w.board.claimedByMe
              : w.board.claimedBy(ownerText(row, w))
            : w.board.unowned}
        </span>
        <span className="chip">
          {w.board.detail.happenedAt(momentText(at, desk.now(), language))}
        </span>
        {row.state === "responding" && row.expected_by ? (
          <span className="chip">
            {w.board.detail.expectedBy(
              momentText(instant(row.expected_by), desk.now(), language),
            )}
          </span>
        ) : null}
        {row.asking ? (
          <span className="chip strong" title={w.precheck.early}>
            <AskedFirst row={row} />
          </span>
        ) : null}
        {row.simulated ? (
          <span className="chip simulated" title={w.common.simulatedLong}>
            {w.common.simulated}
          </span>
        ) : null}
        {row.blind ? <span className="chip">{w.board.blind}</span> : null}
        {row.late_by_s ? (
          <span className="chip">
            {w.board.late(spanText(row.late_by_s * SECOND, language))}
          </span>
        ) : null}
        {row.condition_cleared_at ? <span className="chip ok">{w.board.cleared}</span> : null}
      </p>
    </header>
  );
}

function Person({ row, detail }: { row: AlertRow; detail: AlertDetail | undefined }) {
  const { w, say } = useWords();
  const { resident } = row;
  const { person } = detail ?? {};
  const facts = [
    resident.age === null ? "" : w.common.age(resident.age),
    person ? (w.common.sex[person.sex] ?? "") : "",
  ].filter(Boolean);
  return (
    <>
      <div className="who-name">
        <h3>{nameOf(row, w)}</h3>
        <span>
          {facts.join(" ")}
          {facts.length > 0 ? " · " : ""}
          {say(resident.place)}
        </span>
        {resident.name ? (
          <Link to="/residents/$id" params={{ id: resident.id }} className="text-link">
            {w.board.detail.openResident}
          </Link>
        ) : null}
      </div>
      {person && person.chips.length > 0 ? (
        <ul className="chips">
          {person.chips.map((chip) => (
            <li key={chip.ko} className="chip">
              {say(chip)}
            </li>
          ))}
        </ul>
      ) : null}
      {person ? (
        <dl className="pairs">
          {person.address ? <Pair name={w.board.detail.living}>{person.address}</Pair> : null}
          {person.way_in ? <Pair name={w.board.detail.wayIn}>{person.way_in}</Pair> : null}
        </dl>
      ) : null}
    </>
  );
}

/** Every verb stays in its place; one that cannot be done now is quiet, and says why when asked. */
function Verbs(props: { row: AlertRow; detail: AlertDetail | undefined; acts: Acts }) {
  const { row, detail, acts } = props;
  const { w } = useWords();
  const { session } = usePerson();
  const rings = row.mine && detail?.tablet === true; // then C is the tablet's
  const shown = ALERT_VERBS.filter((verb) =>
    verb === "close"
      ? row.state === "resolved"
      : row.state !== "resolved" || verb === "note" || verb === "call",
  );
  return (
    <div className="verbs">
      {shown.map((verb) => {
        const why = notNow(verb, row);
        return (
          <Button
            key={verb}
            className={verb === "claim" && why === null && !session.locked ? "primary" : ""}
            isDisabled={why !== null || acts.busy || session.locked}
            onPress={() => acts.act(verb, row)}
          >
            {w.board.verbs[verb]} {verb === "call" && rings ? null : <kbd>{KEY_OF[verb]}</kbd>}
          </Button>
        );
      })}
      {rings ? <RingTablet row={row} /> : null}
      {row.mine && isLive(row) ? (
        <Button onPress={() => acts.respond(row)}>{w.help.respond}</Button>
      ) : null}
      {row.mine ? <Button onPress={() => acts.handOver(row)}>{w.board.handOver}</Button> : null}
    </div>
  );
}

/** What the tablet was asked about this alert; only who owns it asks. */
function TabletAsked({ row, detail }: { row: AlertRow; detail: AlertDetail }) {
  const { w } = useWords();
  const cache = useQueryClient();
  if (!detail.tablet) return null;
  return (
    <section>
      <h4>{w.tablets.asked}</h4>
      <Prompts rows={detail.prompts} />
      {row.mine ? (
        <AskButton
          residentId={row.resident.id}
          alertId={row.id}
          asked={() => cache.invalidateQueries({ queryKey: ["alert", row.id] })}
        />
      ) : null}
    </section>
  );
}

function Known({
  row,
  detail,
  acts,
  choose,
}: {
  row: AlertRow;
  detail: AlertDetail;
  acts: Acts;
  choose: (id: string) => void;
}) {
  const { w, say } = useWords();
  return (
    <>
      <Procedure row={row} detail={detail} acts={acts} />
      <Attempts row={row} attempts={detail.attempts} />
      <TabletAsked row={row} detail={detail} />
      <Evidence row={row} detail={detail} />
      <Contacts row={row} detail={detail} acts={acts} />
      {detail.other_alerts.length > 0 ? (
        <section>
          <h4>{w.board.detail.other}</h4>
          <ul className="others">
            {detail.other_alerts.map((other) => (
              <li key={other.id}>
                <button type="button" onClick={() => choose(other.id)}>
                  <SeverityBadge severity={other.severity} />
                  <span>{say(other.title)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section>
        <MakeTask residentId={row.resident.id} alertId={row.id} />
      </section>
      <Told told={detail.told} />
      <section>
        <h4>{w.board.detail.timeline}</h4>
        <Timeline entries={detail.timeline} empty={w.board.detail.noTimeline} />
      </section>
    </>
  );
}
