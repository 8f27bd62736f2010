import { useState } from "react";
import { Form } from "react-aria-components";
import { Button } from "../parts/Button.tsx";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { useRenewSession } from "../app/session.ts";
import { Field } from "../parts/Field.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import { Entrance, type EntranceProps } from "./Entrance.tsx";
import { FirstSetup } from "./FirstSetup.tsx";

export function SignIn(props: EntranceProps) {
  const { w } = useWords();
  const [setup, setSetup] = useState(false);
  const [made, setMade] = useState(false);
  if (setup) {
    return (
      <FirstSetup
        {...props}
        back={() => setSetup(false)}
        done={() => {
          setSetup(false);
          setMade(true);
        }}
      />
    );
  }
  return (
    <Entrance {...props} title={w.signin.title}>
      {made ? (
        <p className="good" role="status">
          {w.signin.setupDone}
        </p>
      ) : null}
      <PasswordForm />
      <Button className="plain wide" onPress={() => setSetup(true)}>
        {w.signin.setupLink}
      </Button>
    </Entrance>
  );
}

function PasswordForm() {
  const { w } = useWords();
  const desk = useDesk();
  const renew = useRenewSession();
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const { busy, error, run } = useBusy();
  const enter = () => run(async () => renew(await desk.hub.signIn(login.trim(), password)));
  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
    >
      <Field
        label={w.signin.login}
        name="username"
        autoComplete="username"
        value={login}
        onChange={setLogin}
        required
        autoFocus
      />
      <Field
        label={w.signin.password}
        name="password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        required
      />
      <Said error={error} />
      <Button type="submit" className="primary tall" isPending={busy}>
        {w.signin.submit}
      </Button>
    </Form>
  );
}
