import type { ResidentPage } from "@telecare/core/shapes";

/** What every card of a resident's page is given. */
export interface CardProps {
  readonly page: ResidentPage;
  /** Whether this person may change the record, and the record is not ended. */
  readonly mayEdit: boolean;
}
