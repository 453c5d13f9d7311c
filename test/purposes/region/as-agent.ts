/** What a partner's agent does with a task and with a delivery, by the agent's own rules, on the invented records. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { minimise } from '../../../src/agent/domain/minimise.js';
import { type Opened, openDelivery } from '../../../src/agent/domain/open-delivery.js';
import { sealEnvelope } from '../../../src/agent/domain/seal-envelope.js';
import { readKeyStatement, readTicket } from '../../../src/agent/domain/statements-read.js';
import { judgeTicket } from '../../../src/agent/domain/ticket-checks.js';
import type { Delivery, Envelope, Purpose, Role, Task, Ticket } from '../../../src/contract/index.js';
import { type JsonObject, systemClock } from '../../../src/kernel/index.js';
import type { Asked } from './ask.js';
import type { Member, Region } from './region.js';

/** The number under which each role keeps the child that a purpose is about. */
const numbers: Readonly<Record<string, string>> = {
  school: '1001',
  jgz: 'J-2001',
  buurtteam: 'B-301',
  samenwerkingsverband: 'S-71',
  leerplicht: 'L-91',
  'specialistische-jeugdhulp': 'H-12',
};
/** Who leaves primary school is in its last year. */
const leaving: Readonly<Record<string, string>> = { school: '1004', jgz: 'J-2004' };

/** What an emergency is released with, by hand. */
const byHand = {
  contactrol: 'zorgcoordinator',
  veiligheidsafspraak: 'Oma haalt het kind vandaag op.',
  bereikbaarheidKind: 'op-school',
};

/** All that a role's mapping derives for a purpose. */
export async function derivedBy(
  { recordsOf }: Pick<Region, 'recordsOf'>,
  role: Role,
  purpose: Purpose,
): Promise<JsonObject> {
  if (purpose.emergency !== null) return byHand;
  const { folder, mappings } = recordsOf(role);
  const number = (purpose.id === 'overgang-po-vo' ? leaving[role] : undefined) ?? numbers[role];
  const record = JSON.parse(await readFile(join(folder, `${number}.json`), 'utf8'));
  return mappings.derive(purpose.id, record, { today: systemClock().today() });
}

const seconds = (): number => Math.floor(Date.now() / 1_000);

/** Checks the task as a source does, then minimises and seals. @throws Error when a check fails */
export async function answerAs(
  region: Region,
  source: Member,
  task: Task,
  purpose: Purpose,
): Promise<Envelope> {
  const { roster } = region;
  const ticket = await readTicket(task.ticket, roster);
  if (ticket === null) throw new Error('the ticket does not hold');
  const statement = await readKeyStatement(ticket, roster);
  const context = { task, ticket, self: source.entry, roster, statement, purpose, earlierUse: null };
  const { failed } = judgeTicket({ ...context, now: seconds() });
  if (failed.length > 0 || statement === null) throw new Error(`the source refuses: ${failed.join(', ')}`);
  const minimised = minimise(purpose, ticket.fields, await derivedBy(region, source.role, purpose));
  if ('faults' in minimised) throw new Error(JSON.stringify(minimised.faults));
  const [ground] = purpose.emergency?.grounds ?? [];
  return sealEnvelope({
    source: source.id,
    signing: source.signing,
    ticketJws: task.ticket,
    recipientKey: statement.jwk,
    fields: minimised.fields,
    ...(ground !== undefined && { release: { ground: ground.code } }),
    now: seconds(),
  });
}

/** Checks and opens a delivery as the recipient does; `as` and `asked` may be somebody else's. */
export const openAs = (
  { roster }: Region,
  as: Member,
  asked: Asked,
  delivery: Delivery,
  purpose: Purpose,
): Promise<Opened> =>
  openDelivery({ delivery, asked, purpose, self: as.entry, roster, privateJwk: asked.privateJwk });

/** The claims of a ticket as they stand there. */
export const claimsOf = ({ ticket }: Task): Ticket =>
  JSON.parse(Buffer.from(ticket.split('.')[1] ?? '', 'base64url').toString());
