/** A labelled field with its help and its mistake; the browser's own look, our measures. */

import { useId, type ReactNode } from "react";
import {
  Input,
  Label,
  Modal,
  ModalOverlay,
  Dialog,
  Heading,
  TextArea,
  TextField,
  Text,
  FieldError,
} from "react-aria-components";
import { Button } from "./Button.tsx";
import { useWords } from "../app/hooks.ts";
import { usePerson } from "../app/person.ts";
import { Icon } from "./icons.tsx";

interface FieldProps {
  readonly label: string;
  readonly name?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: "text" | "password" | "date" | "datetime-local" | "time" | "number" | "tel";
  readonly help?: string | undefined;
  readonly mistake?: string | undefined;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly autoComplete?: string;
  readonly inputMode?: "numeric" | "tel";
  readonly lines?: number;
  readonly maxLength?: number;
  readonly className?: string;
}

export function Field(props: FieldProps) {
  const { label, help, mistake, required = false, lines, type = "text", className } = props;
  return (
    <TextField
      className={`field ${className ?? ""}`}
      value={props.value}
      onChange={props.onChange}
      type={type as "text"}
      isRequired={required}
      isInvalid={Boolean(mistake)}
      validationBehavior="aria"
      autoComplete={props.autoComplete ?? "off"}
      {...(props.name ? { name: props.name } : {})}
      {...(props.maxLength ? { maxLength: props.maxLength } : {})}
      {...(props.autoFocus ? { autoFocus: true } : {})}
      {...(props.inputMode ? { inputMode: props.inputMode } : {})}
    >
      <FieldLabel label={label} required={required} />
      {lines ? <TextArea rows={lines} /> : <Input />}
      {help ? <Text slot="description">{help}</Text> : null}
      <FieldError>{mistake}</FieldError>
    </TextField>
  );
}

function FieldLabel({ label, required }: { label: string; required: boolean }) {
  const { w } = useWords();
  return (
    <Label>
      {label}
      {required ? <span className="must"> · {w.common.required}</span> : null}
    </Label>
  );
}

export interface Choice<T extends string = string> {
  readonly id: T;
  readonly label: string;
}

/** The browser's own list: known to every hand, every screen reader and every zoom. */
export function Choose<T extends string>(props: {
  readonly label: string;
  readonly value: T | "";
  readonly onChange: (value: T) => void;
  readonly choices: readonly Choice<T>[];
  readonly required?: boolean;
  readonly mistake?: string | undefined;
  /** What stands first and means "none"; choosing it calls `cleared`. */
  readonly empty?: string;
  readonly cleared?: () => void;
}) {
  const id = useId();
  const { required = false, mistake } = props;
  return (
    <div className="field">
      <label htmlFor={id}>
        <RequiredWord label={props.label} required={required} />
      </label>
      <select
        id={id}
        value={props.value}
        required={required}
        aria-invalid={Boolean(mistake)}
        {...(mistake ? { "aria-describedby": `${id}-mistake` } : {})}
        onChange={({ target }) => {
          const chosen = props.choices.find((choice) => choice.id === target.value);
          if (chosen) props.onChange(chosen.id);
          else props.cleared?.();
        }}
      >
        {props.empty === undefined ? null : <option value="">{props.empty}</option>}
        {props.choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.label}
          </option>
        ))}
      </select>
      {mistake ? (
        <span id={`${id}-mistake`} className="react-aria-FieldError">
          {mistake}
        </span>
      ) : null}
    </div>
  );
}

function RequiredWord({ label, required }: { label: string; required: boolean }) {
  const { w } = useWords();
  return (
    <>
      {label}
      {required ? <span className="must"> · {w.common.required}</span> : null}
    </>
  );
}

/**
 * A window over the desk: focus stays inside, Escape closes it. While the screen is locked it is
 * not there, for it may name a person; what was typed waits in the part that opened it.
 */
export function Window(props: {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
}) {
  const { w } = useWords();
  const { session } = usePerson();
  if (session.locked) return null;
  return (
    <ModalOverlay
      className="veil"
      isOpen
      isDismissable
      onOpenChange={(open) => (open ? undefined : props.close())}
    >
      <Modal className={props.wide ? "window wide" : "window"}>
        <Dialog>
          <Heading slot="title">{props.title}</Heading>
          {props.children}
          {/* Last in order, so that the first Tab reaches the first field; drawn at the top. */}
          <Button
            className="icon-button window-close"
            aria-label={w.common.close}
            onPress={props.close}
          >
            <Icon name="close" />
          </Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
