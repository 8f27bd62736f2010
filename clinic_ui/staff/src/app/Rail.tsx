import { Link } from "@tanstack/react-router";
import type { Role } from "@telecare/core/shapes";
import { Icon, type IconName } from "../parts/icons.tsx";
import { useWords } from "./hooks.ts";
import { usePerson } from "./Screens.tsx";

export interface Place {
  readonly to: "/" | "/residents" | "/incidents" | "/staff" | "/audit" | "/credits";
  readonly word: "board" | "residents" | "incidents" | "staff" | "audit" | "credits";
  readonly icon: IconName;
  /** Who may open it; null for everybody. The hub refuses the others anyway. */
  readonly roles: readonly Role[] | null;
}

/** Who works alerts; the others have no board and no live line. */
const TRIAGE: readonly Role[] = ["caseworker", "supervisor", "administrator"];

const PLACES: readonly Place[] = [
  { to: "/", word: "board", icon: "alerts", roles: TRIAGE },
  { to: "/residents", word: "residents", icon: "residents", roles: null },
  { to: "/incidents", word: "incidents", icon: "incidents", roles: TRIAGE },
  { to: "/staff", word: "staff", icon: "staff", roles: ["administrator"] },
  { to: "/audit", word: "audit", icon: "audit", roles: ["administrator", "privacy_officer"] },
  { to: "/credits", word: "credits", icon: "credits", roles: null },
];

export function useMayTriage(): boolean {
  const role = usePerson().session.staff?.role;
  return role !== undefined && TRIAGE.includes(role);
}

export function usePlaces(): readonly Place[] {
  const role = usePerson().session.staff?.role;
  return PLACES.filter(({ roles }) => roles === null || (role && roles.includes(role)));
}

export function Rail() {
  const { w } = useWords();
  const { session } = usePerson();
  return (
    <nav className="rail" aria-label={w.shell.rail} inert={session.locked}>
      {usePlaces().map(({ to, word, icon }) => (
        <Link
          key={to}
          to={to}
          {...(to === "/" ? { search: { view: "now" } } : {})}
          activeOptions={{ exact: to === "/", includeSearch: false }}
          className="rail-place"
        >
          <Icon name={icon} />
          <span>{w.common.screens[word]}</span>
        </Link>
      ))}
      <a className="rail-place rail-last" href="/handbook/" target="_blank" rel="noopener">
        <Icon name="handbook" />
        <span>{w.common.screens.handbook}</span>
      </a>
    </nav>
  );
}
