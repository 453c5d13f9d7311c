import { beforeAll, describe, expect, it } from 'vitest';
import { readKeyStatement, readTicket } from '../../src/agent/domain/statements-read.js';
import { judgeTicket, type StatementUse } from '../../src/agent/domain/ticket-checks.js';
import type { Purpose, Task } from '../../src/contract/index.js';
import { generatePrivateJwk, importSigningKey, newId } from '../../src/kernel/index.js';
import {
  emergencyPurpose,
  type IssuedTask,
  issueTask,
  makeParty,
  makeRequest,
  makeWorld,
  now,
  purpose,
  type World,
} from './world.js';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

interface Given {
  readonly purpose?: Purpose | null;
  readonly earlierUse?: StatementUse;
}

async function causesFor(
  { task }: IssuedTask | { task: Task },
  given: Given = {},
): Promise<readonly string[]> {
  const ticket = await readTicket(task.ticket, world.roster);
  if (ticket === null) return ['ticket-signature'];
  const statement = await readKeyStatement(ticket, world.roster);
  return judgeTicket({
    task,
    ticket,
    self: world.school.entry,
    roster: world.roster,
    statement,
    purpose: given.purpose === undefined ? purpose : given.purpose,
    earlierUse: given.earlierUse ?? null,
    now,
  }).failed;
}

describe('what a source checks before it reads its own system', () => {
  it('accepts the task of an honest hub', async () => {
    expect(await causesFor(await issueTask(world, await makeRequest(world.jgz)))).toEqual([]);
  });

  it("refuses a key that the hub put in place of the recipient's", async () => {
    const hubsOwn = await importSigningKey(await generatePrivateJwk('Ed25519'));
    const swapped = await makeRequest(world.jgz, hubsOwn);
    expect(await causesFor(await issueTask(world, swapped))).toEqual(['key-statement-signature']);
  });

  it("refuses another partner's key statement under the recipient's name", async () => {
    const request = await makeRequest(world.school);
    expect(await causesFor(await issueTask(world, request))).toContain('key-statement-signature');
  });

  it('refuses a ticket that another than the hub signed', async () => {
    const forged = { ...world, hubTicket: world.jgz.signing };
    expect(await causesFor(await issueTask(forged, await makeRequest(world.jgz)))).toEqual([
      'ticket-signature',
    ]);
  });

  it('refuses a ticket shown with another task, child or salt', async () => {
    const request = await makeRequest(world.jgz);
    const other = newId('tsk') as Task['id'];
    expect(await causesFor(await issueTask(world, request, {}, { id: other }))).toEqual(['ticket-task']);
    expect(await causesFor(await issueTask(world, request, {}, { subject: newId('chd') }))).toEqual([
      'ticket-subject',
    ]);
    expect(await causesFor(await issueTask(world, request, {}, { salt: 'A'.repeat(22) }))).toEqual([
      'ticket-subject',
    ]);
  });

  it.each([
    ['ticket-issuer', { iss: 'http://another.example' }],
    ['ticket-audience', { aud: newId('prt') }],
    ['ticket-expiry', { exp: now - 100 }],
    ['ticket-issued', { iat: now + 100 }],
    ['purpose-question', { question: 'wat-anders' }],
    ['key-statement-purpose', { version: 2 }],
  ])('names %s', async (code, changes) => {
    expect(await causesFor(await issueTask(world, await makeRequest(world.jgz), changes))).toEqual([code]);
  });

  it.each([
    ['purpose-flow', { flow: 'jgz-school' }],
    ['purpose-flow', { basis: 'public-task' }],
    ['recipient-in-roster', { recipient: { id: newId('prt'), role: 'jgz' } }],
  ])('names %s for a flow or recipient that is not the published one', async (code, changes) => {
    expect(await causesFor(await issueTask(world, await makeRequest(world.jgz), changes))).toContain(code);
  });

  it('refuses a recipient whose role the hub made up', async () => {
    const changes = { recipient: { id: world.jgz.id, role: 'buurtteam' } };
    const causes = await causesFor(await issueTask(world, await makeRequest(world.jgz), changes));
    expect(causes).toEqual(['recipient-in-roster', 'purpose-flow']);
  });

  it('refuses a field that was not asked for', async () => {
    const narrow = await makeRequest(world.jgz, world.jgz.signing, { fields: ['leerjaar'] });
    const issued = await issueTask(world, { ...narrow, fields: ['leerjaar', 'zorgniveau'] });
    expect(await causesFor(issued)).toEqual(['key-statement-fields']);
  });

  it('refuses a field that is not in the flow', async () => {
    const request = await makeRequest(world.jgz, world.jgz.signing, { fields: ['leerjaar', 'adres'] });
    const issued = await issueTask(world, { ...request, fields: ['leerjaar', 'adres'] });
    expect(await causesFor(issued)).toEqual(['purpose-flow']);
  });

  it('refuses a key statement that is expired, lives longer than a day, or served another child', async () => {
    const expired = await makeRequest(world.jgz, world.jgz.signing, { exp: now - 100 });
    const lasting = await makeRequest(world.jgz, world.jgz.signing, { exp: now + 90_000 });
    expect(await causesFor(await issueTask(world, expired))).toEqual(['key-statement-expiry']);
    expect(await causesFor(await issueTask(world, lasting))).toEqual(['key-statement-expiry']);
    const issued = await issueTask(world, await makeRequest(world.jgz));
    const earlierUse = { exchange: issued.ticket.exchange, subject: newId('chd') };
    expect(await causesFor(issued, { earlierUse })).toEqual(['key-statement-once']);
    const sameUse = { exchange: issued.ticket.exchange, subject: issued.task.subject };
    expect(await causesFor(issued, { earlierUse: sameUse })).toEqual([]);
  });

  it('refuses a decision that is not in the ledger', async () => {
    const { index, leaf, hashes, checkpoint } = world.ledger.append('decision');
    const request = await makeRequest(world.jgz);
    const elsewhere = { index: index + 1, leaf, hashes, checkpoint };
    expect(await causesFor(await issueTask(world, request, { decision: elsewhere }))).toEqual([
      'decision-proof',
    ]);
    const unsigned = { index, leaf, hashes, checkpoint: checkpoint.replace(/^— .*$/m, '— x AAAAAAA=') };
    expect(await causesFor(await issueTask(world, request, { decision: unsigned }))).toEqual([
      'decision-proof',
    ]);
  });

  it('refuses a purpose that is not the document seen before', async () => {
    const issued = await issueTask(world, await makeRequest(world.jgz));
    expect(await causesFor(issued, { purpose: null })).toEqual(['purpose-as-published']);
  });

  it('refuses an emergency that the hub would have answered without a hand', async () => {
    const request = await makeRequest(world.jgz);
    const silent = await issueTask(world, request, { basis: 'vital-interests', manual: false });
    expect(await causesFor(silent, { purpose: emergencyPurpose })).toContain('release-by-hand');
    const contradicting = await issueTask(world, request, { manual: true }, { manual: false });
    expect(await causesFor(contradicting)).toEqual(['release-by-hand']);
  });

  it('refuses to seal towards itself', async () => {
    const toSelf = await makeParty('school', 'Andere school');
    const changes = { recipient: { id: world.school.id, role: world.school.role } };
    const request = await makeRequest(toSelf);
    expect(await causesFor(await issueTask(world, request, changes))).toContain('recipient-not-ourselves');
  });
});
