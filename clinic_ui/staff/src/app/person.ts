/** Who sits at this desk, and where they may go; below every screen that asks. */

import { createContext, useContext } from "react";
import type { Language, Role, Session } from "@telecare/core/shapes";
import type { View } from "@telecare/core/view";
import type { IconName } from "../parts/icons.tsx";

export interface Person {
  readonly session: Session;
  readonly speak: (next: Language) => void;
}

export const PersonContext = createContext<Person | null>(null);

export function usePerson(): Person {
  const person = useContext(PersonContext);
  if (!person) throw new Error("nobody is signed in above this part");
  return person;
}

/** What the board's address holds. */
export interface BoardSearch {
  readonly view: View;
  /** The id of the alert beside the list. */
  readonly alert?: string;
}

export interface Place {
  readonly to:
    | "/"
    | "/residents"
    | "/incidents"
    | "/tasks"
    | "/handover"
    | "/rota"
    | "/policies"
    | "/precheck"
    | "/reach"
    | "/figures"
    | "/me"
    | "/staff"
    | "/watch"
    | "/audit"
    | "/terms"
    | "/credits";
  readonly word:
    | "board"
    | "residents"
    | "incidents"
    | "tasks"
    | "handover"
    | "rota"
    | "policies"
    | "precheck"
    | "reach"
    | "figures"
    | "me"
    | "staff"
    | "watch"
    | "audit"
    | "terms"
    | "credits";
  readonly icon: IconName;
  /** Who may open it; null for everybody. The hub refuses the others anyway. */
  readonly roles: readonly Role[] | null;
  /** One's own, or seldom wanted: in the person's menu, not in the rail. */
  readonly menu?: true;
}

/** Who works alerts; the others have no board and no live line. */
const TRIAGE: readonly Role[] = ["caseworker", "supervisor", "administrator"];

const PLACES: readonly Place[] = [
  { to: "/", word: "board", icon: "alerts", roles: TRIAGE },
  { to: "/residents", word: "residents", icon: "residents", roles: null },
  { to: "/incidents", word: "incidents", icon: "incidents", roles: TRIAGE },
  { to: "/tasks", word: "tasks", icon: "tasks", roles: TRIAGE },
  { to: "/handover", word: "handover", icon: "handover", roles: ["caseworker", "supervisor"] },
  { to: "/rota", word: "rota", icon: "rota", roles: TRIAGE },
  { to: "/policies", word: "policies", icon: "steps", roles: ["supervisor", "administrator"] },
  { to: "/precheck", word: "precheck", icon: "check", roles: TRIAGE },
  { to: "/reach", word: "reach", icon: "reach", roles: ["supervisor", "administrator"] },
  { to: "/figures", word: "figures", icon: "figures", roles: ["supervisor", "administrator"] },
  { to: "/me", word: "me", icon: "phone", roles: null, menu: true },
  { to: "/staff", word: "staff", icon: "staff", roles: ["administrator"] },
  { to: "/watch", word: "watch", icon: "check", roles: ["supervisor", "administrator"] },
  { to: "/audit", word: "audit", icon: "audit", roles: ["administrator", "privacy_officer"] },
  { to: "/terms", word: "terms", icon: "check", roles: ["administrator", "clinician"] },
  { to: "/credits", word: "credits", icon: "credits", roles: null, menu: true },
];

export function useMayTriage(): boolean {
  const role = usePerson().session.staff?.role;
  return role !== undefined && TRIAGE.includes(role);
}

export function usePlaces(): readonly Place[] {
  const role = usePerson().session.staff?.role;
  return PLACES.filter(({ roles }) => roles === null || (role && roles.includes(role)));
}
