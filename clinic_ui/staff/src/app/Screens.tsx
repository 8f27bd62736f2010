/** The screens of the desk and their addresses; an address never holds personal data. */

import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Link,
  RouterProvider,
} from "@tanstack/react-router";
import { useState } from "react";
import { isView } from "@telecare/core/view";
import { BoardScreen } from "../board/BoardScreen.tsx";
import { Button } from "../parts/Button.tsx";
import { useWords } from "./hooks.ts";
import { Shell } from "./Shell.tsx";
import { PersonContext, type BoardSearch, type Person } from "./person.ts";

const UUID = /^[0-9a-f-]{32,36}$/u;

function boardSearch(search: Record<string, unknown>): BoardSearch {
  const view = isView(search["view"]) ? search["view"] : "now";
  const alert = search["alert"];
  return typeof alert === "string" && UUID.test(alert) ? { view, alert } : { view };
}

function makeRouter() {
  const root = createRootRoute({
    component: Shell,
    errorComponent: Broken,
    notFoundComponent: NoSuchScreen,
  });
  const page = (path: string, component: ReturnType<typeof lazyRouteComponent>) =>
    createRoute({ getParentRoute: () => root, path, component });
  const board = createRoute({
    getParentRoute: () => root,
    path: "/",
    validateSearch: boardSearch,
    component: BoardScreen,
  });
  return createRouter({
    routeTree: root.addChildren([
      board,
      page(
        "/residents",
        lazyRouteComponent(() => import("../residents/Register.tsx"), "Register"),
      ),
      page(
        "/residents/$id",
        lazyRouteComponent(() => import("../residents/ResidentScreen.tsx"), "ResidentScreen"),
      ),
      page(
        "/residents/$id/looks",
        lazyRouteComponent(() => import("../residents/Looks.tsx"), "Looks"),
      ),
      page(
        "/incidents",
        lazyRouteComponent(() => import("../office/Incidents.tsx"), "Incidents"),
      ),
      page(
        "/tasks",
        lazyRouteComponent(() => import("../tasks/TasksScreen.tsx"), "TasksScreen"),
      ),
      page(
        "/handover",
        lazyRouteComponent(() => import("../handover/HandoverScreen.tsx"), "HandoverScreen"),
      ),
      page(
        "/rota",
        lazyRouteComponent(() => import("../rota/RotaScreen.tsx"), "RotaScreen"),
      ),
      page(
        "/policies",
        lazyRouteComponent(() => import("../policies/PolicyScreen.tsx"), "PolicyScreen"),
      ),
      page(
        "/precheck",
        lazyRouteComponent(() => import("../precheck/PrecheckScreen.tsx"), "PrecheckScreen"),
      ),
      page(
        "/reach",
        lazyRouteComponent(() => import("../reach/People.tsx"), "People"),
      ),
      page(
        "/figures",
        lazyRouteComponent(() => import("../figures/FiguresScreen.tsx"), "FiguresScreen"),
      ),
      page(
        "/me",
        lazyRouteComponent(() => import("../reach/Mine.tsx"), "Mine"),
      ),
      page(
        "/oncall/$id",
        lazyRouteComponent(() => import("../oncall/OnCall.tsx"), "OnCall"),
      ),
      page(
        "/m/$token",
        lazyRouteComponent(() => import("../oncall/Link.tsx"), "OpenLink"),
      ),
      page(
        "/n/$id",
        lazyRouteComponent(() => import("../oncall/Link.tsx"), "OpenMessage"),
      ),
      page(
        "/staff",
        lazyRouteComponent(() => import("../office/Staff.tsx"), "StaffScreen"),
      ),
      page(
        "/watch",
        lazyRouteComponent(() => import("../watch/WatchScreen.tsx"), "WatchScreen"),
      ),
      page(
        "/audit",
        lazyRouteComponent(() => import("../office/Audit.tsx"), "Audit"),
      ),
      page(
        "/terms",
        lazyRouteComponent(() => import("../office/Terms.tsx"), "TermsScreen"),
      ),
      page(
        "/credits",
        lazyRouteComponent(() => import("../office/Credits.tsx"), "Credits"),
      ),
    ]),
    defaultPreload: false,
  });
}

export function Screens(person: Person) {
  const [router] = useState(makeRouter);
  return (
    <PersonContext value={person}>
      <RouterProvider router={router} />
    </PersonContext>
  );
}

function Broken({ reset }: { reset: () => void }) {
  const { w } = useWords();
  return (
    <div className="page centred" role="alert">
      <p>{w.shell.wentWrong}</p>
      <Button className="primary" onPress={reset}>
        {w.shell.reload}
      </Button>
    </div>
  );
}

function NoSuchScreen() {
  const { w } = useWords();
  return (
    <div className="page centred">
      <p>{w.shell.notFound}</p>
      <Link to="/" search={{ view: "now" }} className="button primary">
        {w.shell.toBoard}
      </Link>
    </div>
  );
}
