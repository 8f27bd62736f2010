import { useState } from "react";
import { Form } from "react-aria-components";
import { Button } from "../parts/Button.tsx";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { useRenewSession } from "../app/session.ts";
import { Field } from "../parts/Field.tsx";
import { Qr } from "../parts/Qr.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import { Entrance, type EntranceProps } from "./Entrance.tsx";
import { assertPasskey, registerPasskey } from "./passkey.ts";
import type { TotpSecret } from "@telecare/core/shapes";

export function SecondFactor(props: EntranceProps) {
  const { w } = useWords();
  const enrol = props.session.second_factor === "enrol";
  return (
    <Entrance {...props} title={enrol ? w.signin.enrolTitle : w.signin.second}>
      {enrol ? <Enrol /> : <Verify />}
      <LeaveButton />
    </Entrance>
  );
}

function LeaveButton() {
  const { w } = useWords();
  const desk = useDesk();
  const renew = useRenewSession();
  const { run } = useBusy();
  const leave = () => run(async () => desk.hub.signOut().then(() => renew()));
  return (
    <Button className="plain wide" onPress={() => void leave()}>
      {w.common.signOut}
    </Button>
  );
}

function Verify() {
  const { w } = useWords();
  const desk = useDesk();
  const renew = useRenewSession();
  const { busy, error, run } = useBusy();
  const passkey = () => run(async () => renew(await assertPasskey(desk.hub)));
  return (
    <div className="stack">
      <p>{w.signin.secondWhy}</p>
      <CodeForm
        send={async (code) =>
          renew(await desk.hub.ask("post", "/api/session/totp", { body: { code } }))
        }
      />
      <Said error={error} />
      <Button className="tall" onPress={() => void passkey()} isPending={busy}>
        {w.signin.usePasskey}
      </Button>
    </div>
  );
}

function CodeForm({ send }: { send: (code: string) => Promise<void> }) {
  const { w } = useWords();
  const [code, setCode] = useState("");
  const { busy, error, run } = useBusy();
  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void run(() => send(code.replace(/\D/gu, "")));
      }}
    >
      <Field
        label={w.signin.code}
        name="code"
        value={code}
        onChange={setCode}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={7}
        required
        autoFocus
        className="digits"
      />
      <Said error={error} />
      <Button type="submit" className="primary tall" isPending={busy}>
        {w.signin.verify}
      </Button>
    </Form>
  );
}

function Enrol() {
  const { w } = useWords();
  const desk = useDesk();
  const renew = useRenewSession();
  const [secret, setSecret] = useState<TotpSecret | null>(null);
  const { busy, error, run } = useBusy();
  const totp = () =>
    run(async () =>
      setSecret(await desk.hub.ask("post", "/api/session/second-factor/totp", {})),
    );
  const passkey = () =>
    run(async () => renew(await registerPasskey(desk.hub, w.signin.passkeyDefault)));
  if (secret) return <EnrolTotp secret={secret} />;
  return (
    <div className="stack">
      <p>{w.signin.enrolWhy}</p>
      <Said error={error} />
      <Button className="primary tall" onPress={() => void totp()} isPending={busy}>
        {w.signin.enrolTotp}
      </Button>
      <Button className="tall" onPress={() => void passkey()} isPending={busy}>
        {w.signin.enrolPasskey}
      </Button>
    </div>
  );
}

function EnrolTotp({ secret }: { secret: TotpSecret }) {
  const { w } = useWords();
  const desk = useDesk();
  const renew = useRenewSession();
  const letters = secret.secret.replace(/(.{4})(?=.)/gu, "$1 ");
  return (
    <div className="stack">
      <p>{w.signin.totpStep1}</p>
      <div className="qr-row">
        <Qr text={secret.uri} label={w.signin.qrLabel} />
        <div>
          <span className="caption">{w.signin.secret}</span>
          <code className="secret" data-secret={secret.secret}>
            {letters}
          </code>
        </div>
      </div>
      <p>{w.signin.totpStep2}</p>
      <CodeForm
        send={async (code) =>
          renew(
            await desk.hub.ask("post", "/api/session/second-factor/totp/confirm", {
              body: { code },
            }),
          )
        }
      />
    </div>
  );
}
