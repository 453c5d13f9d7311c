import type { Question } from '../consent/index.js';
import { type ChildRef, type Citizen, NotFound } from '../contract/index.js';
import type { Language } from '../text/index.js';
import type { PortalNeeds } from './needs.js';
import { decidedAmong } from './visit.js';

interface Page<T, C> {
  readonly items: readonly T[];
  readonly next: C | null;
}

/** All pages of a list, one after the other. */
export async function wholeList<T, C>(
  read: (cursor: C | null) => Promise<Page<T, C>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor: C | null = null;
  do {
    const page: Page<T, C> = await read(cursor);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}

/**
 * What the hub holds about a child as far as this person may see it, in a structured, common, machine-readable form: own
 * answers, what may be proved, who asked what, own requests and own settings. Nothing of another guardian is in it, for
 * it is put together from what the pages show.
 *
 * @see AVG art. 15(3), 20(1)
 * @throws NotFound also for a child that is not this person's
 */
export async function copyOf(needs: PortalNeeds, caller: Citizen, ref: ChildRef, language: Language) {
  const { account } = caller;
  const child = (await needs.people.children(account)).find(({ id }) => id === ref);
  if (child === undefined) throw new NotFound();
  const questions = await needs.consent.questions(account, ref, language);
  const requests = await needs.rights.own(account);
  return {
    child: { id: child.id, firstName: child.firstName, youAre: child.as },
    questions: questions.map(({ request, purpose, askedBy, explanation }) => ({
      id: request.id,
      askedOn: request.askedOn,
      askedBy: askedBy.name,
      purpose: purpose.id,
      version: purpose.version,
      explanation,
    })),
    decisions: decidedAmong(questions).map((question) => decisionIn(question)),
    receipts: await wholeList((cursor: string | null) => needs.receipts.list(account, ref, cursor)),
    accesses: await wholeList((cursor: string | null) => needs.exchange.accesses(caller, ref, cursor)),
    looksOfPrivacyOfficers: await needs.receipts.looks(account, ref),
    rightsRequests: requests.filter((request) => request.child === ref),
    mail: await needs.notify.settings(caller),
  };
}

const decisionIn = ({ own, purpose }: Question & { readonly own: NonNullable<Question['own']> }) => ({
  id: own.decision.id,
  purpose: purpose.id,
  version: own.decision.version,
  choice: own.decision.choice,
  state: own.state,
  flows: own.decision.flows,
  decidedAt: own.decision.decidedAt.toISOString(),
  channel: own.decision.channel,
  recordedBy: own.recordedBy,
  signed: own.decision.signed,
});
