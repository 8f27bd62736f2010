/** On the board: when somebody will be missing, and swaps that wait; nothing while all is well. */

import { Link } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { dayText, timeText } from "@telecare/core/format";
import { instant, MINUTE } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePerson } from "../app/person.ts";

const LOOK_MS = 5 * MINUTE;

export function GapsLine() {
  const { w, say, language } = useWords();
  const desk = useDesk();
  const { session } = usePerson();
  const { data } = useQuery({
    queryKey: ["rota-gaps"],
    queryFn: () => desk.hub.ask("get", "/api/rota/gaps", {}),
    enabled: !session.locked,
    refetchInterval: LOOK_MS,
  });
  if (!data || session.locked || (data.total === 0 && data.asked_of_me === 0)) return null;
  const [first] = data.rows;
  const day = first ? dayText(instant(first.from_at), language, first.zone) : "";
  const time = first ? timeText(instant(first.from_at), first.zone) : "";
  return (
    <section className="rota-line-of-board" role="status">
      <span>
        {first ? (
          <>
            <b>{w.rota.gaps(data.total)}</b>{" "}
            {w.rota.firstGap(say(first.duty_name), `${day} ${time}`)}{" "}
          </>
        ) : null}
        {data.asked_of_me ? w.rota.swapsWait(data.asked_of_me) : null}
      </span>
      <Link to="/rota" className="button">
        {w.rota.openRota}
      </Link>
    </section>
  );
}
