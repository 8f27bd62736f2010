/** A daily test: confirmed from its link, without signing in. */

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Button } from "../parts/Button.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";

const LINK = /^\/m\/([A-Za-z0-9_-]{20,64})$/u;

/** The token in the address; null: this is no link. It is one-use, so it may stand there. */
export function linkToken(path: string): string | null {
  return LINK.exec(path)?.[1] ?? null;
}

/** What a link is about, asked before anybody signs in; it uses nothing up. */
export function useLink(token: string | null) {
  const desk = useDesk();
  return useQuery({
    queryKey: ["link", token],
    queryFn: () => desk.hub.ask("post", "/api/links/about", { body: { token: token ?? "" } }),
    enabled: token !== null,
    staleTime: Infinity,
    retry: false,
  });
}

export function TestPage({ token }: { token: string }) {
  const { w } = useWords();
  const desk = useDesk();
  const words = w.reach.link;
  const [thanks, setThanks] = useState(false);
  const { busy, error, run } = useBusy();
  const confirm = () =>
    run(async () => {
      await desk.hub.ask("post", "/api/links/confirm", { body: { token } });
      setThanks(true);
    });
  return (
    <main className="entrance">
      <div className="oncall-test">
        <h1>{words.title}</h1>
        {thanks ? (
          <p role="status">{words.thanks}</p>
        ) : (
          <>
            <p>{words.ask}</p>
            <Button className="primary" isPending={busy} onPress={() => void confirm()}>
              {words.confirm}
            </Button>
          </>
        )}
        <Said error={error} />
      </div>
    </main>
  );
}
