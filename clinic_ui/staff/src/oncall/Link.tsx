/** Where a message leads its person, once they have signed in. */

import { Link, Navigate, useParams } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import type { LinkOpened } from "@telecare/core/shapes";
import type { Words } from "@telecare/core/words";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { useMayTriage, usePlaces, type Place } from "../app/person.ts";
import { Said } from "../parts/Said.tsx";

/** The screens a message may lead to; an alert and a resident's page are found by their ids. */
const SCREENS: Readonly<Partial<Record<LinkOpened["leads"], Place["to"]>>> = {
  handover: "/handover",
  tasks: "/tasks",
  rota: "/rota",
  watch: "/watch",
};

/** The link of an alert, used once by whom it was sent to. */
export function OpenLink() {
  const { token } = useParams({ strict: false }) as { token: string };
  const desk = useDesk();
  return (
    <Opening
      name={`link ${token}`}
      ask={() => desk.hub.ask("post", "/api/links/open", { body: { token } })}
    />
  );
}

/** A message that knocked at this browser. */
export function OpenMessage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const desk = useDesk();
  return (
    <Opening
      name={`message ${id}`}
      ask={() =>
        desk.hub.ask("post", "/api/messages/{notification_id}/open", {
          path: { notification_id: id },
        })
      }
    />
  );
}

function Opening(props: { readonly name: string; readonly ask: () => Promise<LinkOpened> }) {
  const { w } = useWords();
  const places = usePlaces();
  const mayTriage = useMayTriage();
  const { data, error } = useQuery({
    queryKey: ["opened", props.name],
    queryFn: props.ask,
    staleTime: Infinity,
    retry: false,
  });
  if (data?.alert_id)
    return <Navigate to="/oncall/$id" params={{ id: data.alert_id }} replace />;
  if (data?.resident_id)
    return <Navigate to="/residents/$id" params={{ id: data.resident_id }} replace />;
  const to = data && SCREENS[data.leads];
  const place = to && places.find((one) => one.to === to);
  if (place) return <Navigate to={place.to} replace />;
  return (
    <div className="page centred">
      {data ? (
        <p role="status">{saidOf(data, w.reach.link)}</p>
      ) : error ? (
        <Said error={error} />
      ) : (
        <p aria-busy="true">{w.reach.link.opening}</p>
      )}
      {mayTriage ? (
        <Link to="/" search={{ view: "now" }} className="button primary">
          {w.reach.link.toBoard}
        </Link>
      ) : null}
    </div>
  );
}

/** What is said where there is no screen to go to. */
function saidOf({ about, leads }: LinkOpened, words: Words["reach"]["link"]): string {
  if (about === "test") return words.thanks;
  return leads === "board" ? words.nothing : words.notForYou;
}
