import {
  type ChildRef,
  type Citizen,
  NotFound,
  type PartnerId,
  type PersonId,
  type SubjectId,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { type Access, accessesOf, enrolledAccess } from '../domain/accesses.js';
import { cursorNaming, notGiven, type Place, readNamingCursor } from '../domain/cursor.js';
import { flowsTo } from '../domain/flows.js';
import type { ExchangeRecord } from '../domain/records.js';
import { seesUntil } from '../domain/viewer.js';
import { askedAtOf, exchangesAbout } from '../store/exchanges.js';
import { tasksOfAll } from '../store/tasks.js';
import type { ExchangeNeeds, TeamMember } from './needs.js';

const pageSize = 50;

export interface AccessPage {
  readonly items: readonly Access[];
  readonly next: string | null;
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
): Promise<AccessPage> {
  const { reader } = needs.database;
  const person = (await needs.people.personsOf(reader, account)).find((known) => known.child === child);
  if (person === undefined) throw new NotFound();
  const until = seesUntil(person, await needs.people.facts(reader, person.subject), needs.clock.today());
  if (until === 'nothing') return { items: [], next: null };
  const happened = await happenedTo(needs, person.subject, {
    // Midnight in summer time: in winter an hour less is seen, never an hour more.
    before: until === null ? null : new Date(`${until}T00:00:00+02:00`),
    after: cursor === null ? null : readNamingCursor(cursor),
    limit: pageSize + 1,
  });
  const page = happened.slice(0, pageSize);
  const last = page.at(-1);
  return {
    items: await accesses(reader, needs, page),
    next: happened.length > pageSize && last !== undefined ? cursorNaming(last.id) : null,
  };
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
  {
    before,
    after: id,
    limit,
  }: { readonly before: Date | null; readonly after: string | null; readonly limit: number },
): Promise<readonly Happened[]> {
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
  const asked = await exchangesAbout(reader, subject, { before, after, limit, today: clock.today() });
  const enrolled = places
    .filter(({ at }) => before === null || at < before)
    .filter((place) => after === null || isOlder(place, after));
  return [...asked.map((exchange) => ({ at: exchange.askedAt, id: exchange.id, exchange })), ...enrolled]
    .sort((a, b) => (isOlder(a, b) ? 1 : -1))
    .slice(0, limit);
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
