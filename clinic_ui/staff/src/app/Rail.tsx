import { Link } from "@tanstack/react-router";
import { Icon } from "../parts/icons.tsx";
import { useWords } from "./hooks.ts";
import { usePerson, usePlaces } from "./person.ts";

export function Rail() {
  const { w } = useWords();
  const { session } = usePerson();
  const places = usePlaces().filter(({ menu }) => !menu);
  return (
    <nav className="rail" aria-label={w.shell.rail} inert={session.locked}>
      {places.map(({ to, word, icon }) => (
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
