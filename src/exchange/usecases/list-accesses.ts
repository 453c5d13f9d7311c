import {
  type ChildRef,
  type Citizen,
  InvalidRequest,
  NotFound,
  type PartnerId,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { base64url, fromBase64url, fromUtf8, utf8 } from '../../kernel/index.js';
import { type Access, accessesOf } from '../domain/accesses.js';
import { flowsTo } from '../domain/flows.js';
import type { ExchangeRecord } from '../domain/records.js';
import { seesUntil } from '../domain/viewer.js';
import { exchangesAbout } from '../store/exchanges.js';
import { tasksOfAll } from '../store/tasks.js';
import type { ExchangeNeeds } from './needs.js';

const pageSize = 50;

export interface AccessPage {
  readonly items: readonly Access[];
  readonly next: string | null;
}

/**
 * Who asked for what about this child and what came of it, newest first, as far as this person may see.
 *
 * @throws NotFound also for a child that is not this person's
 */
export async function listAccesses(
  needs: Pick<ExchangeNeeds, 'database' | 'people' | 'partners' | 'catalogue' | 'clock'>,
  { account }: Citizen,
  child: ChildRef,
  cursor: string | null,
): Promise<AccessPage> {
  const { reader } = needs.database;
  const person = (await needs.people.personsOf(reader, account)).find((known) => known.child === child);
  if (person === undefined) throw new NotFound();
  const until = seesUntil(person, await needs.people.facts(reader, person.subject), needs.clock.today());
  if (until === 'nothing') return { items: [], next: null };
  const exchanges = await exchangesAbout(reader, person.subject, {
    // Midnight in summer time: in winter an hour less is seen, never an hour more.
    before: until === null ? null : new Date(`${until}T00:00:00+02:00`),
    cursor: cursor === null ? null : readCursor(cursor),
    limit: pageSize + 1,
  });
  const page = exchanges.slice(0, pageSize);
  const last = page.at(-1);
  return {
    items: await accesses(reader, needs, page),
    next: exchanges.length > pageSize && last !== undefined ? cursorAfter(last) : null,
  };
}

async function accesses(
  tx: Tx,
  { partners, catalogue }: Pick<ExchangeNeeds, 'partners' | 'catalogue'>,
  exchanges: readonly ExchangeRecord[],
): Promise<readonly Access[]> {
  const tasks = await tasksOfAll(
    tx,
    exchanges.map(({ id }) => id),
  );
  const names = new Map<PartnerId, string>();
  for (const { requester } of exchanges) {
    if (!names.has(requester)) names.set(requester, (await partners.find(tx, requester))?.name ?? requester);
  }
  return exchanges.flatMap((exchange) => {
    const purpose = catalogue.version(exchange.purpose, exchange.version);
    if (purpose === null) return [];
    const flows = new Set(flowsTo(purpose, exchange.requesterRole, catalogue.plays).map(({ id }) => id));
    const own = tasks.filter((task) => task.exchange === exchange.id);
    return accessesOf(exchange, own, purpose, flows, names.get(exchange.requester) ?? exchange.requester);
  });
}

const cursorAfter = ({ askedAt, id }: ExchangeRecord): string =>
  base64url(utf8(`${askedAt.toISOString()} ${id}`));

function readCursor(cursor: string): { readonly askedAt: Date; readonly id: string } {
  try {
    const [at = '', id = ''] = fromUtf8(fromBase64url(cursor)).split(' ');
    const askedAt = new Date(at);
    if (Number.isNaN(askedAt.getTime()) || !id.startsWith('exc_')) throw new RangeError('no cursor');
    return { askedAt, id };
  } catch {
    throw new InvalidRequest([{ in: 'query', pointer: '/cursor', reason: 'is not one that the hub gave' }]);
  }
}
