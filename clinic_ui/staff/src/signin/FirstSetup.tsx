import { useState } from "react";
import { Form } from "react-aria-components";
import { Button } from "../parts/Button.tsx";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Field } from "../parts/Field.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import { Entrance, type EntranceProps } from "./Entrance.tsx";

export function FirstSetup(props: EntranceProps & { back: () => void; done: () => void }) {
  const { w } = useWords();
  const desk = useDesk();
  const [code, setCode] = useState("");
  const [login, setLogin] = useState("");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const { busy, error, run } = useBusy();
  const send = () =>
    run(async () => {
      await desk.hub.ask("post", "/api/setup", {
        body: {
          code: code.trim(),
          login: login.trim(),
          name,
          password,
        },
      });
      props.done();
    });
  return (
    <Entrance {...props} title={w.signin.setupTitle}>
      <p>{w.signin.setupWhy}</p>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Field label={w.signin.setupCode} value={code} onChange={setCode} required autoFocus />
        <Field label={w.signin.setupName} value={name} onChange={setName} autoComplete="name" />
        <Field
          label={w.signin.login}
          value={login}
          onChange={setLogin}
          autoComplete="username"
          required
        />
        <Field
          label={w.signin.password}
          value={password}
          onChange={setPassword}
          type="password"
          autoComplete="new-password"
          help={w.signin.passwordHelp}
          required
        />
        <Said error={error} />
        <Button type="submit" className="primary tall" isPending={busy}>
          {w.signin.setupSubmit}
        </Button>
        <Button className="plain wide" onPress={props.back}>
          {w.common.back}
        </Button>
      </Form>
    </Entrance>
  );
}
