/** Where a page of a list ends. */
import { base64url, fromBase64url, fromUtf8, utf8 } from '../kernel/index.js';
import { InvalidRequest } from './hub-error.js';

export interface Place {
  readonly at: Date;
  readonly id: string;
}

/** The time and id of the last item; for officers, who see both. */
export const cursorAt = ({ at, id }: Place): string => base64url(utf8(`${at.toISOString()} ${id}`));

/** Exactly as {@link cursorAt} writes it: the database refuses some of what a text or a `Date` can hold. */
const form = /^(\d{4}-\d{2}-\d{2}T[\d:.]{12}Z) ((?:emr|stp|exc|unu|brc|vrf|ras)_[\w-]{22})$/;

/** @throws InvalidRequest on one that the hub did not give */
export function readCursor(cursor: string): Place {
  try {
    const [, time = '', id = ''] = form.exec(fromUtf8(fromBase64url(cursor))) ?? [];
    const at = new Date(time);
    if (at.toISOString() !== time) throw new RangeError('no cursor');
    return { at, id };
  } catch {
    throw notGiven();
  }
}

/**
 * One page of what was found, and where the next one begins. Whoever looks asks for one more than a page holds.
 *
 * @param placeOf where the last item of the page stands
 */
export function pageOf<T>(
  found: readonly T[],
  size: number,
  placeOf: (last: T) => Place,
): { readonly page: readonly T[]; readonly next: string | null } {
  const page = found.slice(0, size);
  const last = page.at(-1);
  return { page, next: found.length > size && last !== undefined ? cursorAt(placeOf(last)) : null };
}

/** For families: names the last item and holds no time, because they see days and never the hour. */
export const cursorNaming = (id: string): string => base64url(utf8(id));

const naming = /^(?:exc|ent)_[\w-]{22}$/;

/** @throws InvalidRequest */
export function readNamingCursor(cursor: string): string {
  const id = textIn(cursor);
  if (!naming.test(id)) throw notGiven();
  return id;
}

function textIn(cursor: string): string {
  try {
    return fromUtf8(fromBase64url(cursor));
  } catch {
    throw notGiven();
  }
}

export const notGiven = (): InvalidRequest =>
  new InvalidRequest([{ in: 'query', pointer: '/cursor', reason: 'is not one that the hub gave' }]);
