/** The alert on a telephone: one thing on the screen, the next act under the thumb. */

import { useNavigate, useParams } from "@tanstack/react-router";
import { Detail, useAlert } from "../board/Detail.tsx";
import { Ask, useActs } from "../board/acts.tsx";
import { Button } from "../parts/Button.tsx";
import { useRow, useWords } from "../app/hooks.ts";
import { usePerson } from "../app/person.ts";

export function OnCall() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { w } = useWords();
  const { session } = usePerson();
  const navigate = useNavigate();
  const live = useRow(id);
  const { data } = useAlert(id, live?.version);
  const stay = (): void => undefined;
  const acts = useActs({ left: stay, moved: stay });
  const row = live && data && live.version >= data.row.version ? live : (data?.row ?? live);
  const toBoard = (): void => void navigate({ to: "/", search: { view: "now" } });
  return (
    <div className="oncall">
      <h1 className="unseen">{w.reach.onCall}</h1>
      <Detail id={id} acts={acts} back={toBoard} choose={stay} />
      {row && !session.locked ? (
        <div className="oncall-next">
          {row.state === "open" || row.state === "precheck" ? (
            <Button
              className="primary"
              isPending={acts.busy}
              onPress={() => acts.act("claim", row)}
            >
              {w.reach.claimNow}
            </Button>
          ) : row.mine && row.state !== "resolved" && row.state !== "closed" ? (
            <Button className="primary" onPress={() => acts.act("resolve", row)}>
              {w.reach.resultNow}
            </Button>
          ) : null}
        </div>
      ) : null}
      <Ask acts={acts} />
    </div>
  );
}
