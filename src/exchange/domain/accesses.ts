/** Exchanges and enrolments as the family sees them: by day, never by the hour, and only flows that the law lets it see. */
import type { Basis, EmergencyVerdict, Purpose, Relation } from '../../contract/index.js';
import { type CivilDate, civilDateOf } from '../../kernel/index.js';
import type { ShownExchange, ShownTask } from './records.js';

export interface Access {
  readonly on: string;
  readonly partner: string;
  readonly function: string | null;
  readonly purpose: string | null;
  readonly fields: string[];
  readonly basis: string | null;
  readonly relation: Relation | null;
  readonly outcome: 'asked' | 'refused' | 'released' | 'emergency' | 'enrolled';
  /** What a privacy officer said of an emergency. */
  readonly review: { readonly verdict: EmergencyVerdict; readonly on: CivilDate } | null;
}

/**
 * One line per basis of an exchange, because what a family can do about it depends on that.
 *
 * @param flows ids of the purpose's flows that reach the requester
 */
export function accessesOf(
  exchange: ShownExchange,
  purpose: Purpose,
  flows: ReadonlySet<string>,
  partner: string,
): readonly Access[] {
  const shown = purpose.flows.filter(
    ({ id, shownToFamily, fields }) =>
      shownToFamily && flows.has(id) && fields.some((field) => exchange.fields.includes(field)),
  );
  const bases = [...new Set(shown.map(({ basis }) => basis))];
  return bases.flatMap((basis: Basis) => {
    const ids = new Set(shown.filter((flow) => flow.basis === basis).map(({ id }) => id));
    const ordered = exchange.tasks.filter(({ flow }) => ids.has(flow));
    const wanted = shown
      .filter(({ id }) => ids.has(id))
      .flatMap(({ fields }) => fields.filter((field) => exchange.fields.includes(field)));
    const fields = ordered.length > 0 ? ordered.flatMap((task) => task.fields) : wanted;
    return [
      {
        on: civilDateOf(exchange.askedAt),
        partner,
        function: exchange.function,
        purpose: exchange.purpose,
        fields: [...new Set(fields)].sort(),
        basis,
        relation: null,
        outcome: outcomeOf(exchange, ordered),
        review: reviewOf(exchange),
      },
    ];
  });
}

/** That a partner said it knows the child, and as what. */
export const enrolledAccess = (at: Date, relation: Relation, partner: string): Access => ({
  on: civilDateOf(at),
  partner,
  function: null,
  purpose: null,
  fields: [],
  basis: null,
  relation,
  outcome: 'enrolled',
  review: null,
});

const reviewOf = ({ review }: ShownExchange): Access['review'] =>
  review === null ? null : { verdict: review.verdict, on: civilDateOf(new Date(review.at)) };

function outcomeOf(exchange: ShownExchange, tasks: readonly ShownTask[]): Access['outcome'] {
  if (exchange.state === 'refused') return 'refused';
  if (exchange.emergency) return 'emergency';
  return tasks.some(({ released }) => released) ? 'released' : 'asked';
}
