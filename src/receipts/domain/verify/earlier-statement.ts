import { canonicalJson } from '../../../kernel/index.js';
import type { AccessStatement } from '../stated/access-statement.js';
import { statedIn } from '../stated/stated-part.js';
import { insist } from './claim.js';
import { isBeyond, whyNot } from './held-receipt.js';

/**
 * Holds a list against one that its viewer got before: everything of the older one stands in it too, or lies outside of
 * what the viewer can see by now; and it knows of nothing older that the older one did not name.
 *
 * @returns what became of the older list, in a sentence
 * @throws ReceiptBroken
 */
export function compareEarlier(earlier: AccessStatement, later: AccessStatement): string {
  const [before, after] = [earlier.ledger.inclusion.index, later.ledger.inclusion.index];
  insist(viewerOf(earlier) === viewerOf(later), 'is about another child, or for another viewer');
  insist(before <= after, 'is not the earlier one: it stands after the list in the log');
  const there = new Set(later.accesses.map(keyOf));
  const gone = earlier.accesses.filter((access) => !there.has(keyOf(access)));
  const unexplained = gone.find(({ on }) => !isBeyond(on, later));
  insist(
    unexplained === undefined,
    `names an access that the list leaves out, at index ${unexplained?.index} of the log: unless the hub shows you that it was erased, it hides it`,
  );
  const known = new Set(earlier.accesses.map(keyOf));
  const late = later.accesses.find(
    (access) =>
      access.index < before &&
      !known.has(keyOf(access)) &&
      !isBeyond(access.on, earlier) &&
      // The receipt of the emergency shows that it was hidden: its entry says so.
      access.hiddenUntil === undefined,
  );
  insist(late === undefined, `left out an access, at index ${late?.index} of the log, that it had to name`);
  const more = later.accesses.filter(({ index }) => index > before).length;
  const shown = later.accesses.filter((access) => access.index < before && !known.has(keyOf(access)));
  const hidden = shown.some((access) => access.hiddenUntil !== undefined)
    ? '; an emergency that was hidden then, for the safety of the child, is shown now'
    : '';
  if (gone.length > 0)
    return `${gone.length} of its accesses are not in the list, which says why: ${whyNot(later)}${hidden}`;
  return `all of its ${earlier.accesses.length} accesses stand in the list, which has ${more} more since${hidden}`;
}

const keyOf = ({ entry, index, event, leaf }: AccessStatement['accesses'][number]): string =>
  canonicalJson([entry, index, event, leaf]);

/** The child and the viewer as the entries name them. */
function viewerOf({ ledger: { opened }, viewer }: AccessStatement): string {
  const { subject = null } = opened.payload;
  return canonicalJson([subject, viewer.child, statedIn(opened)?.viewer ?? null]);
}
