import type { ReactNode } from "react";
import { spanText } from "@telecare/core/format";
import { instant, SECOND } from "@telecare/core/time";
import { useTick, useWords } from "../app/hooks.ts";
import { Button } from "./Button.tsx";
import { Window } from "./Field.tsx";

/** A code shown once, large enough to be read out, with the time it is good for. */
export function CodeWindow(props: {
  readonly title: string;
  readonly why: string;
  readonly code: string;
  readonly expiresAt: string;
  readonly close: () => void;
  /** What to do with it, under the code. */
  readonly children?: ReactNode;
}) {
  const { w, language } = useWords();
  const seconds = useTick((now) => Math.ceil((instant(props.expiresAt) - now) / SECOND));
  const words = w.register.device;
  return (
    <Window title={props.title} close={props.close}>
      <p>{props.why}</p>
      <output className="big-code">{props.code}</output>
      <p className="big-code-left">
        {seconds > 0 ? words.expires(spanText(seconds * SECOND, language)) : words.expired}
      </p>
      {props.children}
      <div className="window-foot">
        <Button onPress={() => void navigator.clipboard.writeText(props.code)}>
          {w.common.copy}
        </Button>
        <Button className="primary" onPress={props.close}>
          {w.common.close}
        </Button>
      </div>
    </Window>
  );
}
