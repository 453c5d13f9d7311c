/** What can be wrong with a row of a table that mirrors the log. */
import { broken, type ClaimBroken } from '../verification.js';
import type { Mirrored } from './view.js';

type About = Pick<Mirrored, 'id'> & Partial<Pick<Mirrored, 'index' | 'seq'>>;
const placeOf = ({ id, index, seq }: About) => ({ index: index ?? null, seq: seq ?? null, entry: id });

export const missing = (table: string, entry: About): ClaimBroken =>
  broken('view-row-present', `the row in ${table} that this entry made is missing`, placeOf(entry));

export const changed = (table: string, column: string, entry: About): ClaimBroken =>
  broken(
    'view-row-unchanged',
    `the row in ${table} is not what this entry made: ${column} differs`,
    placeOf(entry),
  );

export const unrecorded = (table: string, entry: About): ClaimBroken =>
  broken(
    'view-row-recorded',
    `a row in ${table} says that this entry made it, which it did not`,
    placeOf(entry),
  );

/** A row that names no entry. */
export const stray = (reason: string): ClaimBroken => broken('view-row-recorded', reason);
