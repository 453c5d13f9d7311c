import type { EntryId, PartnerId, Purpose, SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { CivilDate } from '../../kernel/index.js';
import type { PartnerFacts } from '../../policy/index.js';
import { publishedEntries } from '../../purposes/index.js';
import type { DecisionFacts } from '../domain/decide-flows.js';
import { askedOf, flowsTo, needsConsent } from '../domain/flows.js';
import type { ExchangeNeeds, ExchangePartner, TeamMember } from './needs.js';

/** Whom a decision is about. */
export interface Concerned {
  /** Null locks and reads the requester alone. */
  readonly subject: SubjectId | null;
  readonly recipient: PartnerId;
  /** Partners enrolled with the child, as they were before any lock. */
  readonly team: readonly PartnerId[];
}

type PartnersRead = ReadonlyMap<PartnerId, PartnerFacts>;
type Standing = Awaited<ReturnType<ExchangeNeeds['consent']['standing']>>;

/** All that a decision may rely on, as it stands under the locks. */
export interface FactsLocked {
  readonly recipient: PartnerFacts;
  /** Whose state may be relied on; one that is enrolled in this very moment is not among them. */
  readonly partners: PartnersRead;
  readonly child: ChildFacts | null;
}

interface ChildFacts {
  readonly team: readonly TeamMember[];
  readonly published: readonly EntryId[];
  /** Null where no flow of the purpose to the recipient needs the family. */
  readonly standing: Standing | null;
}

/**
 * Locks all that a decision about a child relies on, in the order partners → subject, so that none of it changes before
 * the decision is on record, and reads it in statements of their own behind the locks. The catalogue's lock comes
 * before. Everything goes to the server together: what a lock waited for is seen by the reads behind it.
 *
 * @param beside locks and reads of the caller, sent after those of partners and subject
 */
export async function lockAndRead<T>(
  tx: Tx,
  needs: ExchangeNeeds,
  { subject, recipient, team }: Concerned,
  purpose: Purpose,
  beside: () => Promise<T>,
): Promise<{ readonly facts: FactsLocked; readonly beside: T }> {
  const locked = [...new Set([recipient, ...team])].sort();
  const [, , own, partners, child] = await Promise.all([
    needs.partners.lock(tx, locked, 'share'),
    subject === null ? undefined : needs.people.lockSubject(tx, subject, 'share'),
    beside(),
    partnersLocked(tx, needs, locked),
    subject === null ? null : childFacts(tx, needs, subject, purpose),
  ]);
  return { facts: { recipient: recipientAmong(partners, recipient), partners, child }, beside: own };
}

async function partnersLocked(
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
function recipientAmong(partners: PartnersRead, id: PartnerId): PartnerFacts {
  const partner = partners.get(id);
  if (partner === undefined) throw new RangeError('a partner that is enrolled or calls is registered');
  return partner;
}

async function childFacts(
  tx: Tx,
  { people, consent }: Pick<ExchangeNeeds, 'people' | 'consent'>,
  subject: SubjectId,
  purpose: Purpose,
): Promise<ChildFacts> {
  const { id, version } = purpose;
  const asksFamily = purpose.flows.some((flow) => needsConsent(flow, purpose.emergency !== null));
  const publishing = publishedEntries(tx, { purpose: id, version });
  const [team, published, standing] = await Promise.all([
    people.enrolments(tx, subject),
    publishing,
    asksFamily ? consent.standing(tx, { subject, purpose: id, version, published: publishing }) : null,
  ]);
  return { team, published: [published.purpose, published.policies()], standing };
}

export interface Question {
  readonly purpose: Purpose;
  readonly asked: readonly string[];
  readonly secondProfessional: boolean;
  readonly now: Date;
}

export interface FactsRead {
  readonly facts: DecisionFacts;
  readonly team: readonly TeamMember[];
  /** Entries that any decision on these facts stands on, without those of the sources. */
  readonly relies: readonly EntryId[];
  /** The date by which ages and end dates were judged. */
  readonly judgedOn: CivilDate;
}

const nothing = { inForce: false, flows: new Map(), relies: [] };

/** What the policies judge, of what was read under the locks. */
export function factsOf(
  { catalogue, clock }: Pick<ExchangeNeeds, 'catalogue' | 'clock'>,
  { recipient, partners }: FactsLocked,
  child: ChildFacts,
  { purpose, asked, secondProfessional, now }: Question,
): FactsRead {
  const { id, version } = purpose;
  const team = child.team.filter(({ partner }) => partners.has(partner));
  const own = team.find(({ partner }) => partner === recipient.id);
  // What the family allows is not relied on where nothing that is asked needs it.
  const needed = flowsTo(purpose, recipient.role, catalogue.plays).some(
    (flow) => needsConsent(flow, purpose.emergency !== null) && askedOf(flow, asked).length > 0,
  );
  const allowed = needed ? (child.standing ?? nothing) : nothing;
  return {
    team,
    judgedOn: child.standing?.judgedOn ?? clock.today(),
    relies: [...child.published, ...(own === undefined ? [] : [own.entry]), ...allowed.relies],
    facts: {
      purpose,
      versionInForce: catalogue.current(id)?.version === version,
      asked,
      plays: catalogue.plays,
      recipient,
      enrolledSeconds:
        own === undefined ? null : Math.floor((now.getTime() - own.enrolledAt.getTime()) / 1000),
      secondProfessional,
      team,
      partners,
      allowed,
    },
  };
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
