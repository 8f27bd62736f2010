/** What can be done about one stretch: a stand-in, a swap, or taking either back. */

import { useState } from "react";
import { instantOfLocal, localDay, localOfInstant } from "@telecare/core/format";
import { minutesOf } from "@telecare/core/rota";
import type { DutyShape, ShiftShape } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Choose, Field, type Choice } from "../parts/Field.tsx";
import { FormWindow } from "../parts/FormWindow.tsx";
import { isGap, useNameOf, useRota, useStretchText } from "./useRota.ts";

type Deed = "standIn" | "swap" | "cancel" | "drop";
type Line = NonNullable<DutyShape["plan"]>["lines"][number];

export function ShiftWindow(props: {
  readonly duty: DutyShape;
  readonly shift: ShiftShape;
  readonly close: () => void;
}) {
  const { w } = useWords();
  const { page } = useRota();
  const when = useStretchText();
  const nameOf = useNameOf();
  const { duty, shift } = props;
  const [on] = shift.on.filter(({ staff_id }) => staff_id === page.me).concat(shift.on);
  const line = on ? lineOf(duty, shift, on.staff_id) : null;
  const deeds = useDeeds(shift, on?.staff_id === page.me, line !== null);
  const [deed, setDeed] = useState<Deed>(deeds[0]?.id ?? "swap");
  const stretch = when(shift, duty.zone);
  const title = isGap(shift)
    ? w.rota.shift.fillTitle(stretch)
    : `${stretch} · ${on ? nameOf(on.staff_id) : ""}`;
  const choice =
    deeds.length > 1 ? (
      <Choose label={w.rota.shift.what} value={deed} choices={deeds} onChange={setDeed} />
    ) : null;
  const shared = { ...props, title, choice, who: on?.staff_id ?? null };
  if (deed === "cancel") return <Cancel {...shared} id={on?.override_id ?? ""} />;
  if (deed === "drop" && line) return <Drop {...shared} line={line} />;
  return deed === "swap" ? <Swap {...shared} /> : <StandIn {...shared} />;
}

function useDeeds(shift: ShiftShape, mine: boolean, weekly: boolean): readonly Choice<Deed>[] {
  const { w } = useWords();
  const { page } = useRota();
  const desk = useDesk();
  const words = w.rota.shift;
  const ahead = instant(shift.from_at) > desk.now();
  const found: Choice<Deed>[] = [];
  if (page.may_edit) found.push({ id: "standIn", label: words.standIn });
  if (ahead && shift.on.length > 0 && (mine || page.may_edit)) {
    found.push({ id: "swap", label: mine ? words.swap : words.setSwap });
  }
  if (page.may_edit && shift.on.some((one) => one.override_id)) {
    found.push({ id: "cancel", label: words.cancel });
  }
  if (page.may_edit && weekly) found.push({ id: "drop", label: words.drop });
  return found;
}

/** The line of the newest plan that puts this person on at the beginning of the stretch. */
function lineOf(duty: DutyShape, shift: ShiftShape, who: string): Line | null {
  const [date = "", time = ""] = localOfInstant(instant(shift.from_at), duty.zone).split("T");
  const minutes = minutesOf(time) ?? 0;
  const kind = duty.days.find(({ day }) => day === date)?.kind;
  if (!duty.plan || duty.plan.from_day > date) return null;
  return (
    duty.plan.lines.find(
      (line) =>
        line.kind === kind &&
        line.staff_id === who &&
        line.start <= minutes &&
        minutes < line.end,
    ) ?? null
  );
}

interface Shared {
  readonly duty: DutyShape;
  readonly shift: ShiftShape;
  readonly title: string;
  readonly choice: React.ReactNode;
  /** Whose shift it is; null: a gap. */
  readonly who: string | null;
  readonly close: () => void;
}

/** Who may be put on instead of `who`. */
function useOthers(who: string | null): readonly Choice[] {
  const { page } = useRota();
  return page.people
    .filter((each) => each.may_be_on && each.id !== who)
    .map((each) => ({ id: each.id, label: each.name }));
}

function StandIn({ duty, shift, title, choice, who, close }: Shared) {
  const { w } = useWords();
  const desk = useDesk();
  const { changed } = useRota();
  const words = w.rota.shift;
  const others = useOthers(who);
  const [staff, setStaff] = useState("");
  const [from, setFrom] = useState(localOfInstant(instant(shift.from_at), duty.zone));
  const [until, setUntil] = useState(localOfInstant(instant(shift.until_at), duty.zone));
  const at = (local: string): string =>
    new Date(instantOfLocal(local, duty.zone)).toISOString();
  const submit = async (): Promise<void> => {
    await desk.hub.ask("post", "/api/rota/duties/{duty_id}/overrides", {
      path: { duty_id: duty.id },
      body: { from_at: at(from), until_at: at(until), staff_id: staff, instead_of: who },
    });
    changed();
  };
  return (
    <FormWindow
      title={title}
      save={words.save}
      ready={Boolean(staff && from && until)}
      close={close}
      submit={submit}
    >
      {(mistake) => (
        <>
          {choice}
          <Choose
            label={words.who}
            value={staff}
            empty={w.rota.editor.choose}
            choices={others}
            onChange={setStaff}
            mistake={mistake("staff_id") ?? mistake("instead_of")}
            required
          />
          <div className="form-grid">
            <Field
              label={words.from}
              type="datetime-local"
              value={from}
              onChange={setFrom}
              mistake={mistake("from_at")}
            />
            <Field
              label={words.until}
              type="datetime-local"
              value={until}
              onChange={setUntil}
              mistake={mistake("until_at")}
            />
          </div>
        </>
      )}
    </FormWindow>
  );
}

function Swap({ duty, shift, title, choice, who, close }: Shared) {
  const { w } = useWords();
  const desk = useDesk();
  const { page, changed } = useRota();
  const when = useStretchText();
  const words = w.rota.shift;
  const others = useOthers(who);
  const [other, setOther] = useState("");
  const [back, setBack] = useState("");
  const theirs = duty.days
    .flatMap((day) => day.shifts)
    .filter((each) => instant(each.from_at) > desk.now())
    .filter((each) => each.on.some(({ staff_id }) => staff_id === other));
  const given = theirs.find((each) => each.from_at === back);
  const submit = async (): Promise<void> => {
    await desk.hub.ask("post", "/api/rota/duties/{duty_id}/swaps", {
      path: { duty_id: duty.id },
      body: {
        from_at: shift.from_at,
        until_at: shift.until_at,
        other_id: other,
        return_from: given?.from_at ?? null,
        return_until: given?.until_at ?? null,
        asker_id: who === page.me ? null : who,
      },
    });
    changed();
  };
  return (
    <FormWindow
      title={title}
      save={who === page.me ? words.ask : words.save}
      ready={Boolean(other)}
      close={close}
      submit={submit}
    >
      {(mistake) => (
        <>
          {choice}
          <Choose
            label={words.with}
            value={other}
            empty={w.rota.editor.choose}
            choices={others}
            onChange={(id) => {
              setOther(id);
              setBack("");
            }}
            mistake={mistake("other_id") ?? mistake("from_at")}
            required
          />
          <Choose
            label={words.back}
            value={back}
            empty={words.noBack}
            cleared={() => setBack("")}
            choices={theirs.map((each) => ({ id: each.from_at, label: when(each, duty.zone) }))}
            onChange={setBack}
            mistake={mistake("return_from")}
          />
        </>
      )}
    </FormWindow>
  );
}

function Cancel({ title, choice, close, id }: Shared & { readonly id: string }) {
  const { w } = useWords();
  const desk = useDesk();
  const { changed } = useRota();
  const submit = async (): Promise<void> => {
    await desk.hub.ask("delete", "/api/rota/overrides/{override_id}", {
      path: { override_id: id },
    });
    changed();
  };
  return (
    <FormWindow
      danger
      title={title}
      why={w.rota.shift.cancelWhy}
      save={w.rota.shift.cancel}
      close={close}
      submit={submit}
    >
      {() => choice}
    </FormWindow>
  );
}

/** A line that falls away: the newest plan goes on without it from the day of the stretch. */
function Drop({ duty, shift, title, choice, close, line }: Shared & { readonly line: Line }) {
  const { w } = useWords();
  const desk = useDesk();
  const { changed } = useRota();
  const day = localDay(instant(shift.from_at), duty.zone);
  const today = localDay(desk.now(), duty.zone);
  const submit = async (): Promise<void> => {
    await desk.hub.ask("post", "/api/rota/duties/{duty_id}/plan/cancel", {
      path: { duty_id: duty.id },
      body: { after: duty.plan?.version ?? 0, from_day: day < today ? today : day, line },
    });
    changed();
  };
  return (
    <FormWindow
      danger
      title={title}
      why={w.rota.shift.dropWhy}
      save={w.rota.shift.drop}
      close={close}
      submit={submit}
    >
      {() => choice}
    </FormWindow>
  );
}
