/**
 * What goes since its term is over while the child is still known. What belongs together goes together, once the newest of
 * it is past its term: so nothing that stays rests on what went. Pure.
 */
import type { LapsingClass } from '../../contract/index.js';
import { type CivilDate, civilDateOf, type JsonObject } from '../../kernel/index.js';
import type { RetentionRule } from './retention-rule.js';

/** Which kinds of a class can lapse; facts and enrolments stand. The database holds the same list (`ledger_lapsing_kinds`). */
export const lapsingKinds: Readonly<Record<LapsingClass, readonly string[]>> = {
  'access-log': ['exchange', 'access', 'emergency'],
  'consent-proof': ['consent'],
  operation: ['rights'],
};

/** Content of a class from before a day goes. */
export interface Cut {
  readonly class: LapsingClass;
  readonly years: number;
  /** The first day of which it stays, in Europe/Amsterdam. */
  readonly before: string;
}

/** The same day so many years ago; the 29th of February becomes the 28th, so that nothing goes a day early. */
export function yearsBefore(date: CivilDate, years: number): CivilDate {
  const year = String(Number(date.slice(0, 4)) - years).padStart(4, '0');
  const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  return (date.endsWith('-02-29') && !leap ? `${year}-02-28` : `${year}${date.slice(4)}`) as CivilDate;
}

/** A class that nothing obliges to keep has no term either: it goes with the child. */
export const cutsOf = ({ classes }: RetentionRule, today: CivilDate): readonly Cut[] =>
  classes.flatMap(({ class: of, keep }) =>
    of === 'identity' || keep === null
      ? []
      : [{ class: of, years: keep.years, before: yearsBefore(today, keep.years) }],
  );

/** An entry about one child. */
export interface AgedEntry {
  /** Place in the log; null while it has none. */
  readonly index: number | null;
  readonly kind: string;
  readonly retention: string;
  readonly payload: JsonObject & { readonly id: string; readonly event: string; readonly at: string };
}

interface Limits {
  readonly cuts: readonly Cut[];
  /** Per class the first index of what is younger; what stands behind it waits, whatever its time says. */
  readonly horizons: ReadonlyMap<LapsingClass, number>;
}

/** @param held all entries of the child that can lapse @returns per class the indexes of those that go, rising */
export function lapsing(
  held: readonly AgedEntry[],
  limits: Limits,
): ReadonlyMap<LapsingClass, readonly number[]> {
  const accesses = matters(held, 'access-log', ({ payload }) => accessMatter(payload));
  const isGone = (matter: readonly AgedEntry[], of: LapsingClass): boolean =>
    matter.every((entry) => isPast(entry, of, limits));
  const stays = accesses.filter((matter) => !isGone(matter, 'access-log')).flat();
  const gone = {
    'access-log': accesses.filter(
      (matter) => isGone(matter, 'access-log') && !servesWhatStays(matter, stays),
    ),
    'consent-proof': matters(held, 'consent-proof', requestIn(held)).filter(
      (matter) => isGone(matter, 'consent-proof') && !isReliedOn(matter, stays),
    ),
    operation: matters(held, 'operation', ({ payload }) => String(payload.request)).filter(
      (matter) => isGone(matter, 'operation') && matter.some(({ payload }) => closing.has(payload.event)),
    ),
  };
  return new Map(
    Object.entries(gone).map(([of, matter]) => [
      of as LapsingClass,
      matter
        .flat()
        .map(({ index }) => index ?? 0)
        .sort((a, b) => a - b),
    ]),
  );
}

function matters(
  held: readonly AgedEntry[],
  of: LapsingClass,
  nameOf: (entry: AgedEntry) => string,
): readonly (readonly AgedEntry[])[] {
  const named = new Map<string, AgedEntry[]>();
  for (const entry of held) {
    if (entry.retention !== of || !lapsingKinds[of].includes(entry.kind)) continue;
    const name = nameOf(entry);
    named.set(name, [...(named.get(name) ?? []), entry]);
  }
  return [...named.values()];
}

function isPast({ index, payload }: AgedEntry, of: LapsingClass, { cuts, horizons }: Limits): boolean {
  const cut = cuts.find((one) => one.class === of);
  if (cut === undefined || index === null || index >= (horizons.get(of) ?? Number.POSITIVE_INFINITY))
    return false;
  return civilDateOf(new Date(payload.at)) < cut.before;
}

/** An officer's look at an exchange is a matter of its own: else looking would keep what is looked at. */
const accessMatter = ({ event, exchange, id }: AgedEntry['payload']): string =>
  event === 'exchange.inspected' || typeof exchange !== 'string' ? id : exchange;

/** A withdrawal belongs to the request that was decided on. */
function requestIn(held: readonly AgedEntry[]): (entry: AgedEntry) => string {
  const requests = new Map(
    held.flatMap(({ payload: { decision, request } }) =>
      typeof request === 'string' && typeof decision === 'string' ? [[decision, request] as const] : [],
    ),
  );
  return ({ payload: { id, decision, request } }) =>
    typeof request === 'string' ? request : (requests.get(String(decision)) ?? id);
}

/** An approval by a second professional, while an exchange stays that needed one: which it served, no entry says. */
const servesWhatStays = ([first]: readonly AgedEntry[], stays: readonly AgedEntry[]): boolean =>
  first?.kind === 'emergency' && stays.some(({ payload }) => payload.secondProfessional === true);

/** Whatever was decided on about the same purpose since the question was put may rest on its answers. */
function isReliedOn(matter: readonly AgedEntry[], stays: readonly AgedEntry[]): boolean {
  const purposes = new Set(matter.map(({ payload }) => payload.purpose));
  const since = matter.reduce((first, { payload }) => (payload.at < first ? payload.at : first), '9999');
  return stays.some(
    ({ payload: { event, purpose, at } }) => decided.has(event) && purposes.has(purpose) && at >= since,
  );
}

const decided: ReadonlySet<string> = new Set(['exchange.permitted', 'exchange.refused']);
const closing: ReadonlySet<string> = new Set(['rights.granted', 'rights.refused', 'rights.withdrawn']);
