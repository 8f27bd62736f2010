/** The values the hub sends and takes, by name; all of them come from its OpenAPI document. */

import type { components } from "./api.ts";

type Shapes = components["schemas"];

export type AbsenceAsked = Shapes["AbsenceAsked"];
export type ActivityPicture = Shapes["ActivityPicture"];
export type AlertDetail = Shapes["AlertDetail"];
export type AlertRow = Shapes["AlertRow"];
export type AuditPage = Shapes["AuditPage"];
export type Bilingual = Shapes["Bilingual"];
export type BoardSnapshot = Shapes["Board"];
export type CheckIn = Shapes["CheckIn"];
export type Colleagues = Shapes["Colleagues"];
export type Contact = Shapes["ContactCard"];
export type ContactAsked = Shapes["ContactAsked"];
export type ContactFull = Shapes["ContactFull"];
export type Counts = Shapes["Counts"];
export type Credits = Shapes["Credits"];
export type DeviceAsked = Shapes["DeviceAsked"];
export type DeviceRow = Shapes["DeviceRow"];
export type EndAsked = Shapes["EndAsked"];
export type FeedChanges = Shapes["Changes"];
export type FeedCursor = Shapes["FeedCursor"];
export type Found = Shapes["Found"];
export type ImportReport = Shapes["ImportReport"];
export type IncidentRow = Shapes["IncidentRow"];
export type Incidents = Shapes["Incidents"];
export type IssuedCode = Shapes["IssuedCodeShape"];
export type OrganisationRow = Shapes["OrganisationRow"];
export type Organisations = Shapes["Organisations"];
export type PlanAsked = Shapes["PlanAsked"];
export type ProcedureStep = Shapes["ProcedureStep"];
export type RegisterPage = Shapes["RegisterPage"];
export type RegisterRow = Shapes["RegisterRow"];
export type RelationshipAsked = Shapes["RelationshipAsked"];
export type ResidentAsked = Shapes["ResidentAsked"];
export type ResidentEdited = Shapes["ResidentEdited"];
export type ResidentPage = Shapes["ResidentPage"];
export type SearchAnswer = Shapes["SearchAnswer"];
export type SensorAsked = Shapes["SensorAsked"];
export type Session = Shapes["SessionState"];
export type StaffAsked = Shapes["StaffAsked"];
export type StaffCode = Shapes["StaffCode"];
export type StaffList = Shapes["StaffList"];
export type StaffRow = Shapes["StaffRow"];
export type TimelineEntry = Shapes["TimelineEntry"];
export type TotpSecret = Shapes["TotpSecret"];
export type VerbAnswer = Shapes["VerbAnswer"];

export type AlertState = AlertRow["state"];
export type Hearing = RegisterRow["hearing"];
export type Language = NonNullable<Session["staff"]>["language"];
export type Role = NonNullable<Session["staff"]>["role"];
export type Severity = AlertRow["severity"];
