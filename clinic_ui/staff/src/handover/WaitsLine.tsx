/** On the board: a sheet that waits for one's ticks, and transfers that wait for an answer. */

import { Link } from "@tanstack/react-router";
import { useWords } from "../app/hooks.ts";
import { usePerson } from "../app/person.ts";
import { KEEPS, useSheets, useTransfers } from "./useHandover.ts";

export function WaitsLine() {
  const { staff } = usePerson().session;
  return staff && KEEPS.has(staff.role) ? <Line me={staff.id} /> : null;
}

function Line({ me }: { me: string }) {
  const { w } = useWords();
  const sheets = useSheets().data?.rows ?? [];
  const offers = useTransfers().data?.rows ?? [];
  const asked = offers.filter(({ mine_to_answer }) => mine_to_answer).length;
  const said = sheets
    .filter(({ receiver_id, closed_at }) => receiver_id === me && closed_at === null)
    .map(({ lines, giver }) =>
      w.handover.sheetWaits(lines.filter(({ ticked_at }) => ticked_at === null).length, giver),
    );
  if (asked > 0) said.push(w.handover.offersWait(asked));
  if (said.length === 0) return null;
  return (
    <section className="rota-line-of-board" role="status">
      <b>{said.join(" ")}</b>
      <Link to="/handover" className="button">
        {w.handover.openHandover}
      </Link>
    </section>
  );
}
