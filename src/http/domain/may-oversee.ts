import type { Officer, Oversees, Route } from '../../contract/index.js';

/** Whether an officer's duty allows this at all. */
export type OfficerMay = (officer: Officer, oversees: Oversees) => boolean;

/** Whether an officer may come in here; where a route does not say what an officer does, none may. */
export const mayOversee = (officerMay: OfficerMay, { oversees }: Route, officer: Officer): boolean =>
  oversees !== undefined && officerMay(officer, oversees);
