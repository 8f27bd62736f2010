import type { ReactNode } from "react";
import { Form } from "react-aria-components";
import { useWords } from "../app/hooks.ts";
import { Button } from "./Button.tsx";
import { Window } from "./Field.tsx";
import { Said } from "./Said.tsx";
import { useBusy } from "./busy.ts";

/** One form in a window: why, the fields, the refusal, save and cancel. */
export function FormWindow(props: {
  readonly title: string;
  readonly why?: string;
  readonly save: string;
  readonly ready?: boolean;
  readonly wide?: boolean;
  readonly danger?: boolean;
  readonly close: () => void;
  readonly submit: () => Promise<unknown>;
  readonly children?: (mistake: (field: string) => string | undefined) => ReactNode;
}) {
  const { w } = useWords();
  const { busy, error, run, mistake } = useBusy();
  const { ready = true } = props;
  const submit = async (): Promise<void> => {
    if (ready && (await run(props.submit))) props.close();
  };
  return (
    <Window title={props.title} close={props.close} wide={props.wide ?? false}>
      {props.why ? <p className="help">{props.why}</p> : null}
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {props.children?.(mistake)}
        <Said error={error} />
        <div className="window-foot">
          <Button onPress={props.close}>{w.common.cancel}</Button>
          <Button
            type="submit"
            className={props.danger ? "danger" : "primary"}
            isPending={busy}
            isDisabled={!ready}
          >
            {props.save}
          </Button>
        </div>
      </Form>
    </Window>
  );
}
