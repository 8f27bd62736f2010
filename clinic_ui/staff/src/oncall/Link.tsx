/** Where a message leads its person, once they have signed in. */

import { Link, Navigate, useParams } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import type { LinkOpened } from "@telecare/core/shapes";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Said } from "../parts/Said.tsx";

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
  const { data, error } = useQuery({
    queryKey: ["opened", props.name],
    queryFn: props.ask,
    staleTime: Infinity,
    retry: false,
  });
  if (data?.alert_id)
    return <Navigate to="/oncall/$id" params={{ id: data.alert_id }} replace />;
  if (data?.leads === "watch") return <Navigate to="/watch" replace />;
  return (
    <div className="page centred">
      {data ? (
        <p role="status">{data.about === "test" ? w.reach.link.thanks : ""}</p>
      ) : error ? (
        <Said error={error} />
      ) : (
        <p aria-busy="true">{w.reach.link.opening}</p>
      )}
      <Link to="/" search={{ view: "now" }} className="button primary">
        {w.reach.link.toBoard}
      </Link>
    </div>
  );
}
