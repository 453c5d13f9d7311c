/** Places in the lists of the hub, as it writes them down. */
import { randomBytes } from 'node:crypto';
import { base64url, newId, utf8 } from '../../src/kernel/index.js';

/** Kinds by the route that takes them (see id-positions.ts). */
export const childCursor = 'cursor of /v1/subjects/_search';
export const accessCursor = 'cursor of /v1/me/children/{child}/accesses';
export const receiptCursor = 'cursor of /v1/me/children/{child}/receipts';
export const stopCursor = 'cursor of /v1/overdue-stops';
export const emergencyCursor = 'cursor of /v1/audit/emergencies';
export const unusualCursor = 'cursor of /v1/audit/unusual-uses';
export const breachCursor = 'cursor of /v1/audit/breaches';
export const affectedCursor = 'cursor of /v1/audit/breaches/{breach}/_assess';
export const assignmentCursor = 'cursor of /v1/rights-assignments';
export const verificationCursor = 'cursor of /v1/audit/verifications';
export const logCursor = 'cursor of /v1/audit/accesses/_search';

/** Of a time to come, so that everything is older. */
export const cursorAt = (id: string): string => base64url(utf8(`2100-01-01T00:00:00.000Z ${id}`));
export const cursorNaming = (id: string): string => base64url(utf8(id));

/** Of each list one after an item that nobody ever had. */
export const cursorsOfNobody = (): Readonly<Record<string, string>> => ({
  [childCursor]: newId('chd'),
  [accessCursor]: cursorNaming(newId('exc')),
  // As long as one that the hub makes.
  [receiptCursor]: base64url(randomBytes(42)),
  [stopCursor]: cursorAt(newId('stp')),
  [emergencyCursor]: cursorAt(newId('emr')),
  [unusualCursor]: cursorAt(newId('unu')),
  [breachCursor]: cursorAt(newId('brc')),
  [affectedCursor]: cursorAt(newId('exc')),
  [verificationCursor]: cursorAt(newId('vrf')),
  [logCursor]: cursorAt(newId('exc')),
  [assignmentCursor]: cursorAt(newId('ras')),
});
