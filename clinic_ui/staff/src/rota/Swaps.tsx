/** Swaps that wait for a word, and those answered lately. */

import type { SwapShape } from "@telecare/core/shapes";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Button } from "../parts/Button.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import { useNameOf, useRota, useStretchText } from "./useRota.ts";

export function Swaps() {
  const { w } = useWords();
  const { page } = useRota();
  return (
    <section className="card" aria-labelledby="swaps">
      <h2 id="swaps">{w.rota.swaps.title}</h2>
      {page.swaps.length === 0 ? <p className="caption">{w.rota.swaps.none}</p> : null}
      <ul className="lines">
        {page.swaps.map((swap) => (
          <SwapLine key={swap.id} swap={swap} />
        ))}
      </ul>
    </section>
  );
}

function SwapLine({ swap }: { swap: SwapShape }) {
  const { w } = useWords();
  const desk = useDesk();
  const { page, changed } = useRota();
  const nameOf = useNameOf();
  const when = useStretchText();
  const { busy, error, run } = useBusy();
  const words = w.rota.swaps;
  const zone = page.duties.find(({ id }) => id === swap.duty_id)?.zone ?? "UTC";
  const waits = swap.state === "asked" && !swap.lapsed;
  const answer = (said: "accept" | "refuse" | "withdraw") => (): void =>
    void run(() =>
      desk.hub.ask("post", "/api/rota/swaps/{swap_id}", {
        path: { swap_id: swap.id },
        body: { version: swap.version, answer: said },
      }),
    ).then(changed);
  const verbs = [
    ...(swap.other_id === page.me || page.may_edit ? (["accept", "refuse"] as const) : []),
    ...(swap.asker_id === page.me || page.may_edit ? (["withdraw"] as const) : []),
  ];
  const line = words.line(nameOf(swap.asker_id), nameOf(swap.other_id), when(swap, zone));
  const { return_from: from_at, return_until: until_at } = swap;
  return (
    <li>
      <span>
        {line}
        {from_at && until_at ? (
          <span className="caption"> · {words.back(when({ from_at, until_at }, zone))}</span>
        ) : null}
      </span>
      <span className="chip">{swap.lapsed ? words.lapsed : words.state[swap.state]}</span>
      {waits ? (
        <span className="line-verbs">
          {verbs.map((verb) => (
            <Button
              key={verb}
              className={verb === "accept" ? "small primary" : "small"}
              isPending={busy}
              aria-label={`${words[verb]}: ${line}`}
              onPress={answer(verb)}
            >
              {words[verb]}
            </Button>
          ))}
        </span>
      ) : null}
      <Said error={error} />
    </li>
  );
}
