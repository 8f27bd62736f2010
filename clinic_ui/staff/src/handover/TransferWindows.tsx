/** Offer a resident, take one over, refuse, withdraw. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { TransferRow } from "@telecare/core/shapes";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Choose, Field } from "../parts/Field.tsx";
import { FormWindow } from "../parts/FormWindow.tsx";
import { TRANSFERS } from "./useHandover.ts";

export type Ending = "refuse" | "withdraw";

export function OfferWindow({ residentId, close }: { residentId: string; close: () => void }) {
  const { w, say } = useWords();
  const desk = useDesk();
  const cache = useQueryClient();
  const [to, setTo] = useState("");
  const [why, setWhy] = useState("");
  const words = w.handover.transfer;
  const { data } = useQuery({
    queryKey: [...TRANSFERS, "destinations"],
    queryFn: () => desk.hub.ask("get", "/api/transfers/destinations", {}),
  });
  return (
    <FormWindow
      title={words.offer}
      why={words.offerWhy}
      save={words.offer}
      ready={to !== "" && why.trim() !== ""}
      close={close}
      submit={async () => {
        await desk.hub.ask("post", "/api/residents/{resident_id}/transfers", {
          path: { resident_id: residentId },
          body: { to, words: why.trim() },
        });
        await cache.invalidateQueries({ queryKey: TRANSFERS });
      }}
    >
      {(mistake) => (
        <>
          <Choose
            label={words.destination}
            value={to}
            onChange={setTo}
            empty={words.chooseDestination}
            cleared={() => setTo("")}
            required
            choices={(data?.rows ?? []).map(({ id, name }) => ({ id, label: say(name) }))}
            mistake={mistake("to")}
          />
          <Field
            label={words.why}
            value={why}
            onChange={setWhy}
            lines={3}
            required
            mistake={mistake("words")}
          />
        </>
      )}
    </FormWindow>
  );
}

export function AcceptWindow({ row, close }: { row: TransferRow; close: () => void }) {
  const { w, say } = useWords();
  const desk = useDesk();
  const cache = useQueryClient();
  const [place, setPlace] = useState("");
  const [address, setAddress] = useState("");
  const [wayIn, setWayIn] = useState("");
  const words = w.handover.transfer;
  const path = { transfer_id: row.id };
  const { data } = useQuery({
    queryKey: [...TRANSFERS, row.id, "places"],
    queryFn: () => desk.hub.ask("get", "/api/transfers/{transfer_id}/places", { path }),
    enabled: !row.to_institution,
  });
  const body = {
    version: row.version,
    place_id: place || null,
    address: address.trim(),
    way_in: wayIn.trim(),
  };
  return (
    <FormWindow
      title={words.acceptTitle(row.resident)}
      why={words.acceptWhy}
      save={words.accept}
      ready={row.to_institution || place !== ""}
      close={close}
      submit={async () => {
        await desk.hub.ask("post", "/api/transfers/{transfer_id}/accept", { path, body });
        await cache.invalidateQueries();
      }}
    >
      {(mistake) => (
        <>
          {row.to_institution ? null : (
            <Choose
              label={words.place}
              value={place}
              onChange={setPlace}
              empty={words.choosePlace}
              cleared={() => setPlace("")}
              required
              choices={(data?.rows ?? []).map(({ id, name }) => ({ id, label: say(name) }))}
              mistake={mistake("place_id")}
            />
          )}
          <Field
            label={words.address}
            value={address}
            onChange={setAddress}
            mistake={mistake("address")}
          />
          <Field
            label={words.wayIn}
            value={wayIn}
            onChange={setWayIn}
            mistake={mistake("way_in")}
          />
        </>
      )}
    </FormWindow>
  );
}

const DOORS = {
  refuse: "/api/transfers/{transfer_id}/refuse",
  withdraw: "/api/transfers/{transfer_id}/withdraw",
} as const;

export function EndWindow(props: {
  readonly row: TransferRow;
  readonly how: Ending;
  readonly close: () => void;
}) {
  const { row, how, close } = props;
  const { w } = useWords();
  const desk = useDesk();
  const cache = useQueryClient();
  const [why, setWhy] = useState("");
  const words = w.handover.transfer;
  return (
    <FormWindow
      title={how === "refuse" ? words.refuseFor(row.resident) : words.withdrawFor(row.resident)}
      why={how === "refuse" ? words.refuseWhy : words.withdrawWhy}
      save={words[how]}
      ready={why.trim() !== ""}
      close={close}
      submit={async () => {
        const body = { version: row.version, words: why.trim() };
        await desk.hub.ask("post", DOORS[how], { path: { transfer_id: row.id }, body });
        await cache.invalidateQueries({ queryKey: TRANSFERS });
      }}
    >
      {(mistake) => (
        <Field
          label={words.reason}
          value={why}
          onChange={setWhy}
          lines={3}
          required
          autoFocus
          mistake={mistake("words")}
        />
      )}
    </FormWindow>
  );
}
