/** What goes when a child is erased, and what the law obliges to keep (consent-schemas/retention.json). Pure. */
import {
  closed,
  type ErasableClass,
  erasableClass,
  list,
  type Restriction,
  type Static,
  slug,
  Type,
  text,
} from '../../contract/index.js';
import { type CivilDate, civilDateOf } from '../../kernel/index.js';

export const retentionRule = closed({
  version: slug,
  classes: Type.Array(
    closed({
      class: erasableClass,
      /** Null: nothing obliges to keep it. */
      keep: Type.Union([
        closed({
          /** Counted from the newest entry of one of these events; without any, nothing is kept. */
          years: Type.Integer({ minimum: 1, maximum: 30 }),
          after: list(text(60), 40, 1),
          article: text(200),
          why: text(400),
        }),
        Type.Null(),
      ]),
    }),
    { minItems: 4, maxItems: 4 },
  ),
});
export type RetentionRule = Static<typeof retentionRule>;

export interface Proposal {
  readonly destroy: readonly ErasableClass[];
  readonly restrict: readonly Restriction[];
}

export interface HeldEntry {
  readonly retention: string;
  readonly event: string;
  /** RFC 3339. */
  readonly at: string;
}

export function proposalFor(
  { classes }: RetentionRule,
  entries: readonly HeldEntry[],
  today: CivilDate,
): Proposal {
  const restrict = classes.flatMap(({ class: of, keep }): readonly Restriction[] => {
    if (keep === null) return [];
    const newest = entries
      .filter(({ retention, event }) => retention === of && keep.after.includes(event))
      .reduce<string | null>((latest, { at }) => (latest === null || at > latest ? at : latest), null);
    if (newest === null) return [];
    const until = yearsLater(civilDateOf(new Date(newest)), keep.years);
    return until > today ? [{ class: of, article: keep.article, until }] : [];
  });
  const kept = new Set(restrict.map((one) => one.class));
  return { destroy: classes.map((one) => one.class).filter((of) => !kept.has(of)), restrict };
}

/** The same day so many years on; the 29th of February becomes the 1st of March, so that nothing goes a day early. */
export function yearsLater(date: CivilDate, years: number): string {
  const year = String(Number(date.slice(0, 4)) + years).padStart(4, '0');
  const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  return date.endsWith('-02-29') && !leap ? `${year}-03-01` : `${year}${date.slice(4)}`;
}

const longestYears = 30;

/**
 * Why an officer's word cannot be carried out: it would destroy what the law obliges to keep, forget a class, or keep
 * one without saying on which article and until when. Keeping more than the rule asks is the officer's to answer for.
 */
export function orderFaults(
  order: Proposal,
  { restrict: obliged }: Proposal,
  classes: readonly ErasableClass[],
  today: CivilDate,
): readonly string[] {
  const named = [...order.destroy, ...order.restrict.map((one) => one.class)];
  const latest = yearsLater(today, longestYears);
  return [
    ...classes.filter((of) => !named.includes(of)).map((of) => `says nothing of ${of}`),
    ...(new Set(named).size === named.length ? [] : ['names a class twice']),
    ...obliged
      .filter(({ class: of }) => order.destroy.includes(of))
      .map(({ class: of, article }) => `would destroy ${of}, which must be kept (${article})`),
    ...obliged
      .filter(({ class: of, until }) => order.restrict.some((one) => one.class === of && one.until < until))
      .map(({ class: of, until }) => `would keep ${of} for a shorter time than until ${until}`),
    ...order.restrict.flatMap(({ class: of, article, until }) => [
      ...(/^AVG 17\(3\)/.test(article) ? [] : [`keeps ${of} on an article that is not of AVG 17(3)`]),
      ...(until > today && until <= latest ? [] : [`keeps ${of} until a day that makes no sense`]),
    ]),
  ];
}
