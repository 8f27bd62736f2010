/** What the hub tells a tablet, by name; all of it comes from the hub's OpenAPI document. */

import type { components } from "@telecare/core/api";

type Shapes = components["schemas"];

export type CheckInTimes = Shapes["CheckInTimes"];
export type HelpSeen = Shapes["HelpSeen"];
export type NextVisit = Shapes["NextVisit"];
export type Prompt = Shapes["Prompt"];
export type Ringing = Shapes["Ringing"];
export type TabletHome = Shapes["TabletHome"];
export type TabletRules = Shapes["TabletRules"];

export type Language = TabletRules["language"];
export type TabletButton = TabletRules["buttons"][number];
