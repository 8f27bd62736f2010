import { Button } from "../parts/Button.tsx";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Entrance, type EntranceProps } from "./Entrance.tsx";

/** One click begins the shift: it lets the browser make sound, and plays the test tone. */
export function StartShift(props: EntranceProps & { start: () => void }) {
  const { w, say } = useWords();
  const desk = useDesk();
  const { staff } = props.session;
  const begin = (): void => {
    void desk.sounds.start();
    props.start();
  };
  return (
    <Entrance {...props} title={w.signin.startTitle}>
      {staff ? (
        <p className="lead">
          <b>{w.common.person(staff.name)}</b> · {say(staff.organisation_name)} ·{" "}
          {w.common.role[staff.role]}
        </p>
      ) : null}
      <p>{w.signin.startWhy}</p>
      <div className="stack">
        <Button className="primary tall" onPress={begin} autoFocus>
          {w.signin.start}
        </Button>
        <Button className="tall" onPress={props.start}>
          {w.signin.startSilent}
        </Button>
      </div>
    </Entrance>
  );
}
