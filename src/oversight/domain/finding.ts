/** What the rules of unusual use are given, and what they find. Pure; every day is one on the wall in Europe/Amsterdam. */
import type { AccountId, ExchangeId, PartnerId, SubjectId, UnusualRule } from '../../contract/index.js';
import { type CivilDate, civilDateOf, daysAfter } from '../../kernel/index.js';

/** One request as it stands in the access log. */
export interface Request {
  readonly exchange: ExchangeId;
  readonly subject: SubjectId;
  readonly partner: PartnerId;
  readonly account: AccountId;
  readonly askedAt: Date;
  readonly refused: boolean;
  readonly emergency: boolean;
  readonly colleaguesChild: boolean;
}

/** When partners ordinarily work. */
export interface Hours {
  /** `HH:MM`, before `to`, which is not ordinary any more. */
  readonly from: string;
  readonly to: string;
  /** ISO 8601: 1 is Monday. */
  readonly weekdays: readonly number[];
}

/** As of what something is unusual; configuration of the region. */
export interface Thresholds {
  readonly children: { readonly count: number; readonly days: number };
  readonly hours: Hours;
  readonly refusals: { readonly count: number; readonly days: number };
  /** Within how many days after an emergency the partner is expected to be in contact in the ordinary way. */
  readonly contactDays: number;
}

/** The requests of one professional on one day, and those of the days before it that a rule counts along. */
export interface ProfessionalDay {
  readonly day: CivilDate;
  readonly requests: readonly Request[];
}

export interface Finding {
  readonly rule: UnusualRule;
  /** The requests that it rests on. */
  readonly exchanges: readonly ExchangeId[];
  readonly counted: number;
  readonly threshold: number;
  readonly days: number;
  readonly hours: Hours | null;
}

/** Those of the last so many days, the day itself included. */
export function within({ day, requests }: ProfessionalDay, days: number): readonly Request[] {
  const first = daysAfter(day, 1 - days);
  return requests.filter(({ askedAt }) => {
    const on = civilDateOf(askedAt);
    return on >= first && on <= day;
  });
}

export const exchangesOf = (requests: readonly Request[]): readonly ExchangeId[] =>
  requests.map(({ exchange }) => exchange);
