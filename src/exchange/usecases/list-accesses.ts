import {
  type AccountId,
  type ChildRef,
  type Citizen,
  NotFound,
  type PartnerId,
  type PersonId,
  type SubjectId,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { civilDateOf } from '../../kernel/index.js';
import { type Access, accessesOf, enrolledAccess } from '../domain/accesses.js';
import { cursorNaming, notGiven, type Place, readNamingCursor } from '../domain/cursor.js';
import { flowsTo } from '../domain/flows.js';
import type { ExchangeRecord } from '../domain/records.js';
import { seesUntil } from '../domain/viewer.js';
import { askedAtOf, type ExchangeFilter, exchangesAbout } from '../store/exchanges.js';
import { tasksOfAll } from '../store/tasks.js';
import type { ExchangeNeeds, TeamMember } from './needs.js';

const pageSize = 50;
/** So many pages are looked through for one that holds something of what is wanted. */
const pagesAtOnce = 20;

export interface AccessPage {
  readonly items: readonly Access[];
  readonly next: string | null;
}

export interface AccessFilter extends ExchangeFilter {
  readonly outcome?: Access['outcome'];
}

type Happened = Place & ({ readonly exchange: ExchangeRecord } | { readonly enrolment: TeamMember });

type ListNeeds = Pick<ExchangeNeeds, 'database' | 'people' | 'partners' | 'catalogue' | 'clock'>;

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
): Promise<AccessPage> {
  let after = cursor === null ? null : readNamingCursor(cursor);
  const sight = await sightOf(needs, account, child);
  if (sight === null) return { items: [], next: null };
  const { subject, before } = sight;
  const { outcome } = filter;
  for (let pages = 0; pages < pagesAtOnce; pages += 1) {
    const limit = pageSize + 1;
    const happened = await happenedTo(needs, subject, { before, after, filter, limit });
    const page = happened.slice(0, pageSize);
    const all = await accesses(needs.database.reader, needs, page);
    const items = outcome === undefined ? all : all.filter((access) => access.outcome === outcome);
    after = page.at(-1)?.id ?? null;
    if (happened.length <= pageSize || after === null) return { items, next: null };
    if (items.length > 0) return { items, next: cursorNaming(after) };
  }
  return { items: [], next: after === null ? null : cursorNaming(after) };
}

/**
 * Who said that it knows this child, as far as this person may see, in the order in which it did.
 *
 * @throws NotFound also for a child that is not this person's
 */
export async function listTeam(
  needs: ListNeeds,
  { account }: Citizen,
  child: ChildRef,
): Promise<readonly { readonly id: PartnerId; readonly name: string }[]> {
  const sight = await sightOf(needs, account, child);
  if (sight === null) return [];
  const { reader } = needs.database;
  const enrolled = (await needs.people.enrolments(reader, sight.subject)).filter(
    ({ enrolledAt }) => sight.before === null || enrolledAt < sight.before,
  );
  const partners = await needs.partners.findAll(reader, [...new Set(enrolled.map(({ partner }) => partner))]);
  return partners.map(({ id, name }) => ({ id, name }));
}

/** Null for a guardian whose authority nobody has asserted. @throws NotFound */
async function sightOf({ database, people, clock }: ListNeeds, account: AccountId, child: ChildRef) {
  const { reader } = database;
  const person = (await people.personsOf(reader, account)).find((known) => known.child === child);
  if (person === undefined) throw new NotFound();
  const { subject } = person;
  const until = seesUntil(person, await people.facts(reader, subject), clock.today());
  if (until === 'nothing') return null;
  // Midnight in summer time: in winter an hour less is seen, never an hour more.
  return { subject, before: until === null ? null : new Date(`${until}T00:00:00+02:00`) };
}

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

/** At most `limit`, newest first. A core team is small, so its enrolments are read whole. */
async function happenedTo(
  { database, people, clock }: Pick<ExchangeNeeds, 'database' | 'people' | 'clock'>,
  subject: SubjectId,
  page: {
    readonly before: Date | null;
    readonly after: string | null;
    readonly filter: ExchangeFilter;
    readonly limit: number;
  },
): Promise<readonly Happened[]> {
  const { before, after: id, filter, limit } = page;
  const { reader } = database;
  const [enrolments, named] = await Promise.all([
    people.enrolments(reader, subject),
    id === null ? null : askedAtOf(reader, subject, id),
  ]);
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
    .filter(({ at }) => before === null || at < before)
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
  tx: Tx,
  { partners, catalogue }: Pick<ExchangeNeeds, 'partners' | 'catalogue'>,
  happened: readonly Happened[],
): Promise<readonly Access[]> {
  const tasks = await tasksOfAll(
    tx,
    happened.flatMap((one) => ('exchange' in one ? [one.exchange.id] : [])),
  );
  const names = new Map<PartnerId, string>();
  for (const one of happened) {
    const partner = 'exchange' in one ? one.exchange.requester : one.enrolment.partner;
    if (!names.has(partner)) names.set(partner, (await partners.find(tx, partner))?.name ?? partner);
  }
  const nameOf = (partner: PartnerId): string => names.get(partner) ?? partner;
  return happened.flatMap((one) => {
    if ('enrolment' in one) {
      return [enrolledAccess(one.at, one.enrolment.relation, nameOf(one.enrolment.partner))];
    }
    const { exchange } = one;
    const purpose = catalogue.version(exchange.purpose, exchange.version);
    if (purpose === null) return [];
    const flows = new Set(flowsTo(purpose, exchange.requesterRole, catalogue.plays).map(({ id }) => id));
    const own = tasks.filter((task) => task.exchange === exchange.id);
    return accessesOf(exchange, own, purpose, flows, nameOf(exchange.requester));
  });
}
