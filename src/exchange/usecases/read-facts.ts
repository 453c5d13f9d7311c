import type { EntryId, PartnerId, Purpose, SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { PartnerFacts } from '../../policy/index.js';
import { lockCatalogue, publishedEntries } from '../../purposes/index.js';
import type { Allowed, DecisionFacts } from '../domain/decide-flows.js';
import { askedOf, flowsTo, needsConsent } from '../domain/flows.js';
import type { ExchangeNeeds, ExchangePartner, TeamMember } from './needs.js';

/**
 * Locks all that a decision about a child relies on, in the order catalogue → partners → subject, so that none of it
 * changes before the decision is on record. A null subject locks the requester alone.
 *
 * @returns the partners whose state may be relied on; one that is enrolled in this very moment is not among them
 */
export async function lockFacts(
  tx: Tx,
  { people, partners }: Pick<ExchangeNeeds, 'people' | 'partners'>,
  subject: SubjectId | null,
  recipient: PartnerId,
): Promise<readonly PartnerId[]> {
  await lockCatalogue(tx, 'share');
  const team = subject === null ? [] : await people.enrolments(tx, subject);
  const locked = [...new Set([recipient, ...team.map(({ partner }) => partner)])].sort();
  await partners.lock(tx, locked, 'share');
  if (subject !== null) await people.lockSubject(tx, subject, 'share');
  return locked;
}

type PartnersRead = ReadonlyMap<PartnerId, PartnerFacts>;

/** The partners that were locked, as they stand under their locks. */
export async function partnersLocked(
  tx: Tx,
  { partners, catalogue }: Pick<ExchangeNeeds, 'partners' | 'catalogue'>,
  locked: readonly PartnerId[],
): Promise<PartnersRead> {
  const factsOf = ({ id, role, state, agreementVersion }: ExchangePartner): PartnerFacts => ({
    id,
    role,
    state,
    agreementInForce: agreementVersion === catalogue.agreement().version,
    mayReceiveHealth: catalogue.role(role)?.mayReceiveHealth ?? false,
  });
  return new Map((await partners.findAll(tx, locked)).map((partner) => [partner.id, factsOf(partner)]));
}

/** @throws RangeError for a partner that is not registered, which none can be that is enrolled or calls */
export function recipientAmong(partners: PartnersRead, id: PartnerId): PartnerFacts {
  const partner = partners.get(id);
  if (partner === undefined) throw new RangeError('a partner that is enrolled or calls is registered');
  return partner;
}

export interface Question {
  readonly subject: SubjectId;
  readonly recipient: PartnerFacts;
  readonly purpose: Purpose;
  readonly asked: readonly string[];
  readonly secondProfessional: boolean;
  /** Whose state may be relied on. */
  readonly partners: PartnersRead;
  readonly now: Date;
}

export interface FactsRead {
  readonly facts: DecisionFacts;
  readonly team: readonly TeamMember[];
  /** Entries that any decision on these facts stands on, without those of the sources. */
  readonly relies: readonly EntryId[];
}

const nothing: Allowed & { readonly relies: readonly EntryId[] } = {
  inForce: false,
  flows: new Map(),
  relies: [],
};

/** Reads the facts as they stand under the locks; in a statement of its own each, later than any lock. */
export async function readFacts(tx: Tx, needs: ExchangeNeeds, question: Question): Promise<FactsRead> {
  const { catalogue, people } = needs;
  const { subject, recipient, purpose, partners, now } = question;
  const { id, version } = purpose;
  const team = (await people.enrolments(tx, subject)).filter(({ partner }) => partners.has(partner));
  const allowed = await allowedNow(tx, needs, question);
  const own = team.find(({ partner }) => partner === recipient.id);
  const known = own === undefined ? null : Math.floor((now.getTime() - own.enrolledAt.getTime()) / 1000);
  const entries = await publishedEntries(tx, { purpose: id, version, policies: true });
  return {
    team,
    relies: [...entries, ...(own === undefined ? [] : [own.entry]), ...allowed.relies],
    facts: {
      purpose,
      versionInForce: catalogue.current(id)?.version === version,
      asked: question.asked,
      plays: catalogue.plays,
      recipient,
      enrolledSeconds: known,
      secondProfessional: question.secondProfessional,
      team,
      partners,
      allowed,
    },
  };
}

/** What the family allows; not looked at where nothing that is asked needs its consent. */
async function allowedNow(
  tx: Tx,
  { catalogue, consent, clock }: ExchangeNeeds,
  { subject, recipient, purpose, asked, now }: Question,
): Promise<typeof nothing> {
  const needed = flowsTo(purpose, recipient.role, catalogue.plays).some(
    (flow) => needsConsent(flow, purpose.emergency !== null) && askedOf(flow, asked).length > 0,
  );
  if (!needed) return nothing;
  const { id, version } = purpose;
  return consent.standing(tx, { subject, purpose: id, version, now, today: clock.today() });
}

/** The entries of the enrolments of these sources, with what else was relied on; each once. */
export const reliesOn = (
  { relies, team }: Pick<FactsRead, 'relies' | 'team'>,
  sources: readonly PartnerId[],
): readonly EntryId[] => [
  ...new Set([
    ...relies,
    ...team.filter(({ partner }) => sources.includes(partner)).map(({ entry }) => entry),
  ]),
];
