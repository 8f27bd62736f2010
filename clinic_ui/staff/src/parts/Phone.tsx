import { useState } from "react";
import { useWords } from "../app/hooks.ts";
import { Button } from "./Button.tsx";
import { Said } from "./Said.tsx";
import { useBusy } from "./busy.ts";

/** A masked number and the button that shows it; showing it leaves an entry. */
export function Phone(props: {
  readonly masked: string;
  readonly whose: string;
  readonly reveal: () => Promise<{ readonly phone: string }>;
}) {
  const { w } = useWords();
  const [phone, setPhone] = useState<string | null>(null);
  const { busy, error, run } = useBusy();
  const show = () => run(async () => setPhone((await props.reveal()).phone));
  if (phone !== null) {
    return (
      <a className="phone" href={`tel:${phone}`}>
        {phone}
      </a>
    );
  }
  return (
    <span className="phone">
      {props.masked}
      <Button
        className="small plain"
        isPending={busy}
        aria-label={`${w.board.detail.reveal}: ${props.whose}`}
        onPress={() => void show()}
      >
        {w.board.detail.reveal}
      </Button>
      <Said error={error} />
    </span>
  );
}
