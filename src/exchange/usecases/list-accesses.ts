import {
  type AccountId,
  type ChildRef,
  type Citizen,
  cursorNaming,
  NotFound,
  notGiven,
  type PartnerId,
  type PersonId,
  type Place,
  readNamingCursor,
  type SubjectId,
} from '../../contract/index.js';
import { civilDateOf, together } from '../../kernel/index.js';
import { type Access, accessesOf, enrolledAccess } from '../domain/accesses.js';
import { flowsTo } from '../domain/flows.js';
import type { ShownExchange } from '../domain/records.js';
import { seesUntil } from '../domain/viewer.js';
import { askedAtOf, type ExchangeFilter, exchangesAbout } from '../store/exchanges.js';
import type { ExchangeNeeds, TeamMember } from './needs.js';

const usualPage = 50;
/** So many pages are looked through for one that holds something of what is wanted. */
const pagesAtOnce = 20;

export interface AccessPage {
  readonly items: readonly Access[];
  readonly next: string | null;
}

/** A page with the partners that said that they know this child, as far as this person may see. */
export interface Timeline extends AccessPage {
  readonly team: readonly { readonly id: PartnerId; readonly name: string }[];
}

export interface AccessFilter extends ExchangeFilter {
  readonly outcome?: Access['outcome'];
}

type Happened = Place & ({ readonly exchange: ShownExchange } | { readonly enrolment: TeamMember });

type ListNeeds = Pick<ExchangeNeeds, 'database' | 'people' | 'partners' | 'catalogue' | 'clock'>;

/** Of one child, for one person. */
interface Sight {
  readonly subject: SubjectId;
  /** Until when this person sees; null for no limit. */
  readonly before: Date | null;
  /** All of them, seen or not. A core team is small, so it is read whole. */
  readonly enrolments: readonly TeamMember[];
}

/**
 * Who said that it knows this child, who asked for what about it, and what came of it: newest first, as far as this
 * person may see.
 *
 * @throws NotFound also for a child that is not this person's
 */
export async function listAccesses(
  needs: ListNeeds,
  { account }: Citizen,
  child: ChildRef,
  cursor: string | null,
  filter: AccessFilter = {},
  pageSize = usualPage,
): Promise<Timeline> {
  const after = cursor === null ? null : readNamingCursor(cursor);
  const sight = await sightOf(needs, account, child);
  if (sight === null) return { items: [], next: null, team: [] };
  const seen = sight.enrolments.filter((one) => isBefore(one.enrolledAt, sight.before));
  const members = [...new Set(seen.map(({ partner }) => partner))];
  const page = await pageOf(needs, sight, { after, filter, pageSize });
  const nameOf = await namesOf(needs, members);
  const team = members.map((id) => ({ id, name: nameOf(id) }));
  return { ...page, team };
}

interface PageAsked {
  readonly after: string | null;
  readonly filter: AccessFilter;
  readonly pageSize: number;
}

async function pageOf(needs: ListNeeds, sight: Sight, asked: PageAsked): Promise<AccessPage> {
  const { pageSize } = asked;
  const { outcome, ...filter } = asked.filter;
  let { after } = asked;
  for (let pages = 0; pages < pagesAtOnce; pages += 1) {
    const happened = await happenedTo(needs, sight, { after, filter, limit: pageSize + 1 });
    const page = happened.slice(0, pageSize);
    const all = await accesses(needs, page);
    const items = outcome === undefined ? all : all.filter((access) => access.outcome === outcome);
    after = page.at(-1)?.id ?? null;
    if (happened.length <= pageSize || after === null) return { items, next: null };
    if (items.length > 0) return { items, next: cursorNaming(after) };
  }
  return { items: [], next: after === null ? null : cursorNaming(after) };
}

/** Null for a guardian whose authority nobody has asserted. @throws NotFound */
async function sightOf(
  { database, people, clock }: ListNeeds,
  account: AccountId,
  ref: ChildRef,
): Promise<Sight | null> {
  const { reader } = database;
  const [child, enrolments] = await together([
    people.factsKnownTo(reader, account, ref),
    people.enrolmentsKnownTo(reader, account, ref),
  ]);
  if (child === null) throw new NotFound();
  const { known, facts } = child;
  const until = seesUntil(known, facts, clock.today());
  if (until === 'nothing') return null;
  return {
    ...{ subject: known.subject, enrolments },
    // Midnight in summer time: in winter an hour less is seen, never an hour more.
    before: until === null ? null : new Date(`${until}T00:00:00+02:00`),
  };
}

const isBefore = (at: Date, limit: Date | null): boolean => limit === null || at < limit;

/** Whether this person may see what is asked about the child on this day. */
export async function seesAccesses(
  { database, people, clock }: Pick<ExchangeNeeds, 'database' | 'people' | 'clock'>,
  id: PersonId,
): Promise<boolean> {
  const person = await people.personById(database.reader, id);
  if (person === null) return false;
  const facts = await people.facts(database.reader, person.subject);
  return seesUntil(person, facts, clock.today()) === null;
}

/** At most `limit`, newest first. */
async function happenedTo(
  { database, clock }: Pick<ListNeeds, 'database' | 'clock'>,
  { subject, before, enrolments }: Sight,
  page: { readonly after: string | null; readonly filter: ExchangeFilter; readonly limit: number },
): Promise<readonly Happened[]> {
  const { after: id, filter, limit } = page;
  const { reader } = database;
  const named = id === null ? null : await askedAtOf(reader, subject, id);
  const places = enrolments.map((enrolment) => ({
    at: enrolment.enrolledAt,
    id: enrolment.entry,
    enrolment,
  }));
  const after = id === null ? null : (places.find((place) => place.id === id) ?? named);
  // Also for what stands in another child's list: whether that exists is nobody's to learn.
  if (id !== null && after === null) throw notGiven();
  const asked = await exchangesAbout(reader, subject, { before, after, filter, limit, today: clock.today() });
  const enrolled = places
    .filter(({ at }) => isBefore(at, before))
    .filter(({ at, enrolment }) => isWanted(at, enrolment, filter))
    .filter((place) => after === null || isOlder(place, after));
  return [...asked.map((exchange) => ({ at: exchange.askedAt, id: exchange.id, exchange })), ...enrolled]
    .sort((a, b) => (isOlder(a, b) ? 1 : -1))
    .slice(0, limit);
}

/** An enrolment has no purpose. */
function isWanted(at: Date, { partner }: TeamMember, filter: ExchangeFilter): boolean {
  if (filter.purpose !== undefined || (filter.partner ?? partner) !== partner) return false;
  const on = civilDateOf(at);
  return on >= (filter.from ?? on) && on <= (filter.to ?? on);
}

const isOlder = (one: Place, other: Place): boolean =>
  one.at.getTime() === other.at.getTime() ? one.id < other.id : one.at < other.at;

async function accesses(
  needs: Pick<ListNeeds, 'database' | 'partners' | 'catalogue'>,
  happened: readonly Happened[],
): Promise<readonly Access[]> {
  const { catalogue } = needs;
  const nameOf = await namesOf(needs, happened.map(partnerOf));
  return happened.flatMap((one) => {
    const name = nameOf(partnerOf(one));
    if ('enrolment' in one) return [enrolledAccess(one.at, one.enrolment.relation, name)];
    const { exchange } = one;
    const purpose = catalogue.version(exchange.purpose, exchange.version);
    if (purpose === null) return [];
    const flows = new Set(flowsTo(purpose, exchange.requesterRole, catalogue.plays).map(({ id }) => id));
    return accessesOf(exchange, purpose, flows, name);
  });
}

const partnerOf = (one: Happened): PartnerId =>
  'exchange' in one ? one.exchange.requester : one.enrolment.partner;

async function namesOf(
  { database, partners }: Pick<ListNeeds, 'database' | 'partners'>,
  wanted: readonly PartnerId[],
): Promise<(partner: PartnerId) => string> {
  const names = await partners.names(database.reader, wanted);
  return (partner) => names.get(partner) ?? partner;
}
