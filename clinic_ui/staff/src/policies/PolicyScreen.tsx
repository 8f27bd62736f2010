/** Who is told next of an alert nobody has claimed: one policy per severity. */

import { useState } from "react";
import { read } from "@telecare/core/client";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { Choose } from "../parts/Field.tsx";
import { Said } from "../parts/Said.tsx";
import { PolicyCard } from "./PolicyCard.tsx";
import { PoliciesContext } from "./usePolicies.ts";

export function PolicyScreen() {
  const { w, say } = useWords();
  const desk = useDesk();
  const [place, setPlace] = useState("");
  const { data, error, refetch } = usePeople(["policies", place], (reading) =>
    desk.hub.ask("get", "/api/policies", {
      query: place ? { organisation: place } : {},
      ...read(reading),
    }),
  );
  return (
    <div className="page policies">
      <header className="page-head">
        <h1>{w.policy.title}</h1>
        <span className="caption">{w.policy.why}</span>
        {data && data.places.length > 1 ? (
          <div className="page-tools">
            <Choose
              label={w.policy.place}
              value={data.organisation_id}
              choices={data.places.map(({ id, name }) => ({ id, label: say(name) }))}
              onChange={setPlace}
            />
          </div>
        ) : null}
      </header>
      <Said error={data ? null : error} />
      {data ? (
        <PoliciesContext value={{ page: data, changed: () => void refetch() }}>
          {data.policies.map((policy) => (
            <PolicyCard key={`${data.organisation_id} ${policy.severity}`} policy={policy} />
          ))}
        </PoliciesContext>
      ) : null}
    </div>
  );
}
