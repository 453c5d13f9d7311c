import type { Receipt } from '../receipt.js';
import type { AccessStatement } from '../stated/access-statement.js';
import { statedIn } from '../stated/stated-part.js';
import { insist } from './claim.js';

/**
 * That the access of a receipt stands in a list, or lies outside of what its viewer can see by now.
 *
 * @returns which of the two, in a sentence
 * @throws ReceiptBroken
 */
export function requireHeld({ ledger, dataSubject, record }: Receipt, statement: AccessStatement): string {
  const { index, leaf } = ledger.inclusion;
  const { child } = statement.viewer;
  insist(
    child === null || dataSubject.child === child,
    'is the receipt of another child, or of another viewer',
  );
  if (ledger.kind === 'consent') return ofSameChild(ledger, statement);
  insist(
    index < statement.ledger.inclusion.index,
    'is younger than the list, which says nothing about it: ask for a new one',
  );
  const found = statement.accesses.find((access) => access.leaf === leaf && access.index === index);
  if (found !== undefined) return `stands in the list, at index ${index} of the log`;
  insist(isBeyond(record.on, statement), `is not in the list: an access was left out, at index ${index}`);
  return `is not in the list, which says why: ${whyNot(statement)}`;
}

/** A decision is no access, but it is opened: it shows that the list is about the child that was decided about. */
function ofSameChild({ opened }: Receipt['ledger'], { ledger }: AccessStatement): string {
  const { viewer } = statedIn(ledger.opened) ?? {};
  const person = viewer === undefined || viewer.as === 'officer' ? null : viewer.person;
  insist(
    opened?.payload.subject === ledger.opened.payload.subject &&
      (person === null || opened?.payload.person === person),
    'is a decision about another child or of another person than the list, by the ids in the log',
  );
  return 'is no access but a decision, of the same person about the same child as the list';
}

/**
 * Whether an access of that day is one that the viewer no longer sees. The night before the day counts too: in winter what
 * is seen ends an hour before it.
 */
export function isBeyond(on: string, { until }: AccessStatement): boolean {
  if (until === null) return false;
  if (until === 'nothing') return true;
  const next = new Date(`${on}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10) >= until;
}

export const whyNot = ({ until }: AccessStatement): string =>
  until === 'nothing'
    ? 'at its entry you could see nothing (no authority that is known and undisputed)'
    : `at its entry you could see what was before ${until}`;
