/** On the board: test presses of the emergency button that do not come through; else nothing. */

import { Link } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { momentText } from "@telecare/core/format";
import { instant, SECOND } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePerson, usePlaces } from "../app/person.ts";

const LOOK_MS = 30 * SECOND;

export function UnheardLine() {
  const { w, say, language } = useWords();
  const desk = useDesk();
  const { session } = usePerson();
  const mayOpen = usePlaces().some(({ to }) => to === "/watch");
  const { data } = useQuery({
    queryKey: ["canaries-unheard"],
    queryFn: () => desk.hub.ask("get", "/api/watch/canaries/unheard", {}),
    enabled: !session.locked,
    refetchInterval: LOOK_MS,
  });
  const rows = session.locked ? [] : (data?.rows ?? []);
  if (rows.length === 0) return null;
  const words = w.watch.canary;
  const since = (at: string) => momentText(instant(at), desk.now(), language);
  return (
    <section className="unheard-line" role="alert">
      <span>
        {rows.map((row) => (
          <b key={row.organisation_id}>
            {words.strip(say(row.organisation_name), since(row.since))}{" "}
          </b>
        ))}
        {mayOpen ? null : words.tell}
      </span>
      {mayOpen ? (
        <Link to="/watch" className="button">
          {words.open}
        </Link>
      ) : null}
    </section>
  );
}
