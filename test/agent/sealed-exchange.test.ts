import { beforeAll, describe, expect, it } from 'vitest';
import { minimise } from '../../src/agent/domain/minimise.js';
import { type Opened, openDelivery } from '../../src/agent/domain/open-delivery.js';
import { asciiDigest, sealEnvelope } from '../../src/agent/domain/seal-envelope.js';
import {
  type Delivery,
  type Envelope,
  type ExchangeId,
  readStatement,
  signStatement,
} from '../../src/contract/index.js';
import { type JsonObject, newId, publicJwkOf, sealCompact, sha256, utf8 } from '../../src/kernel/index.js';
import {
  deliver,
  emergencyPurpose,
  type IssuedTask,
  issueTask,
  makeRequest,
  makeWorld,
  now,
  purpose,
  type Request,
  type World,
} from './world.js';

let world: World;
let request: Request;
let issued: IssuedTask;

beforeAll(async () => {
  world = await makeWorld();
  request = await makeRequest(world.jgz);
  issued = await issueTask(world, request);
});

const derived: JsonObject = { leerjaar: 5, zorgniveau: 2, adres: 'Verzonnenstraat 1' };

async function seal({ task, ticket }: IssuedTask, release?: { ground: string }): Promise<Envelope> {
  const minimised = minimise(purpose, ticket.fields, derived);
  if ('faults' in minimised) throw new Error(JSON.stringify(minimised.faults));
  return sealEnvelope({
    source: world.school.id,
    signing: world.school.signing,
    ticketJws: task.ticket,
    recipientKey: publicJwkOf(request.privateJwk),
    fields: minimised.fields,
    ...(release !== undefined && { release }),
    now: now + 10,
  });
}

const open = (
  delivery: Delivery,
  changes: Partial<Parameters<typeof openDelivery>[0]> = {},
): Promise<Opened> =>
  openDelivery({
    delivery,
    asked: {
      exchange: issued.ticket.exchange as ExchangeId,
      question: 'wat-speelt-er',
      fields: request.fields,
      keyStatement: request.keyStatement,
    },
    purpose,
    self: world.jgz.entry,
    roster: world.roster,
    privateJwk: request.privateJwk,
    ...changes,
  });

async function causesOf(opened: Promise<Opened>): Promise<readonly string[]> {
  const result = await opened;
  return result.outcome === 'rejected' ? result.causes : [];
}

/** The same envelope with one field sealed anew, and a manifest that the source really signed over it. */
async function withField(
  name: string,
  plaintext: string,
  header: JsonObject = {},
  parties = { apu: utf8(world.school.id), apv: sha256(issued.task.ticket) },
): Promise<Delivery> {
  const envelope = await seal(issued);
  const jwe = await sealCompact(
    utf8(plaintext),
    publicJwkOf(request.privateJwk),
    { field: name, ...header },
    parties,
  );
  const claims = await readStatement(envelope.manifest, 'kernhub-manifest+jwt', world.school.entry.signing);
  const manifest = await signStatement(world.school.signing, 'kernhub-manifest+jwt', {
    ...claims,
    fields: { ...claims.fields, [name]: asciiDigest(jwe) },
  });
  return deliver(world, issued, { manifest, fields: { ...envelope.fields, [name]: jwe } });
}

describe('from the source to the recipient', () => {
  it('opens to exactly the fields of the ticket, absent ones as absent, and names what was checked', async () => {
    const opened = await open(deliver(world, issued, await seal(issued)));
    expect(opened).toMatchObject({
      outcome: 'opened',
      fields: { leerjaar: { value: 5 }, zorgniveau: { value: 2 }, hulpvraag: { absent: true } },
    });
    const checks = opened.outcome === 'opened' ? opened.checks : [];
    expect(checks).toEqual(
      expect.arrayContaining(['ticket-signature', 'manifest-signature', 'release-proof', 'value-schema']),
    );
    expect(new Set(checks).size).toBe(checks.length);
  });

  it('gives a field without value a seal as long as one with a value', async () => {
    const { fields } = await seal(issued);
    const long = minimise(purpose, ['hulpvraag'], { hulpvraag: 'x'.repeat(280) });
    if ('faults' in long) throw new Error('does not fit');
    const full = await sealEnvelope({
      source: world.school.id,
      signing: world.school.signing,
      ticketJws: issued.task.ticket,
      recipientKey: publicJwkOf(request.privateJwk),
      fields: long.fields,
      now,
    });
    expect(fields.hulpvraag?.length).toBe(full.fields.hulpvraag?.length);
  });

  it('names each field that does not fit its schema before anything is sealed', () => {
    const result = minimise(purpose, ['leerjaar', 'zorgniveau'], { leerjaar: 12, zorgniveau: 'hoog' });
    expect('faults' in result && result.faults.map((fault) => fault.pointer)).toEqual([
      '/leerjaar',
      '/zorgniveau',
    ]);
  });
});

describe('a hub that lies to the recipient', () => {
  it('shows another ticket than the source sealed for', async () => {
    const other = await issueTask(world, request, { exchange: issued.ticket.exchange });
    const causes = await causesOf(open(deliver(world, other, await seal(issued))));
    expect(causes).toEqual(['manifest-ticket', 'seal-ticket']);
  });

  it("delivers another child's envelope under this exchange", async () => {
    const otherChild = await issueTask(world, request);
    const causes = await causesOf(open(deliver(world, otherChild, await seal(otherChild))));
    expect(causes).toEqual(['ticket-exchange']);
  });

  it('answers for another request of ours', async () => {
    const earlier = await makeRequest(world.jgz);
    const stale = await issueTask(world, earlier, { exchange: issued.ticket.exchange });
    expect(await causesOf(open(deliver(world, stale, await seal(stale))))).toEqual(['ticket-key-statement']);
  });

  it('seals a field anew by itself', async () => {
    const envelope = await seal(issued);
    const jwe = await sealCompact(
      utf8('{"value":3}'.padEnd(32)),
      publicJwkOf(request.privateJwk),
      { field: 'zorgniveau' },
      { apu: utf8(world.school.id), apv: sha256(issued.task.ticket) },
    );
    const resealed = { ...envelope, fields: { ...envelope.fields, zorgniveau: jwe } };
    expect(await causesOf(open(deliver(world, issued, resealed)))).toEqual(['field-hashes']);
  });

  it("signs the manifest with a key that is not the source's", async () => {
    const envelope = await seal(issued);
    const claims = await readStatement(envelope.manifest, 'kernhub-manifest+jwt', world.school.entry.signing);
    const manifest = await signStatement(world.hubTicket, 'kernhub-manifest+jwt', claims);
    const causes = await causesOf(open(deliver(world, issued, { ...envelope, manifest })));
    expect(causes).toEqual(['manifest-signature']);
  });

  it('swaps two fields, leaves one out or adds one', async () => {
    const envelope = await seal(issued);
    const { leerjaar = '', zorgniveau = '', hulpvraag = '' } = envelope.fields;
    const swapped = { leerjaar: zorgniveau, zorgniveau: leerjaar, hulpvraag };
    expect(await causesOf(open(deliver(world, issued, { ...envelope, fields: swapped })))).toEqual([
      'field-hashes',
      'seal-field',
    ]);
    const fewer = { leerjaar, zorgniveau };
    expect(await causesOf(open(deliver(world, issued, { ...envelope, fields: fewer })))).toEqual([
      'envelope-fields',
    ]);
    const more = { ...envelope.fields, adres: hulpvraag };
    expect(await causesOf(open(deliver(world, issued, { ...envelope, fields: more })))).toEqual([
      'envelope-fields',
      'field-hashes',
      'seal-field',
    ]);
  });

  it('shows the proof of the decision as if it were that of the release', async () => {
    const delivery = { ...deliver(world, issued, await seal(issued)), release: issued.ticket.decision };
    expect(await causesOf(open(delivery))).toEqual(['release-after-decision']);
  });

  it('shows a release that is not in the ledger', async () => {
    const delivery = deliver(world, issued, await seal(issued));
    const release = { ...delivery.release, leaf: issued.ticket.decision.leaf };
    expect(await causesOf(open({ ...delivery, release }))).toEqual(['release-proof']);
  });

  it('names another source than the ticket does', async () => {
    const delivery = deliver(world, issued, await seal(issued));
    const causes = await causesOf(open({ ...delivery, source: { id: world.jgz.id, role: 'jgz' } }));
    expect(causes).toEqual(['ticket-audience', 'source-in-roster']);
    const unknown = await issueTask(world, request, { aud: newId('prt'), exchange: issued.ticket.exchange });
    expect(await causesOf(open(deliver(world, unknown, await seal(unknown))))).toContain('source-in-roster');
  });

  it('makes an emergency of what was not asked as one', async () => {
    const manual = await issueTask(world, request, { manual: true, exchange: issued.ticket.exchange });
    const envelope = await seal(manual, { ground: 'conflict-van-plichten' });
    expect(await causesOf(open(deliver(world, manual, envelope)))).toEqual(['release-by-hand']);
  });
});

describe('a source that seals otherwise than agreed', () => {
  it.each([
    ['seal-header', { kid: 'abc' }],
    ['seal-field', { field: 'leerjaar' }],
  ])('is refused with %s', async (code, header) => {
    expect(await causesOf(open(await withField('zorgniveau', '{"value":2}'.padEnd(32), header)))).toEqual([
      code,
    ]);
  });

  it('is refused for another apu or apv, although the seal would open', async () => {
    const plain = '{"value":2}'.padEnd(32);
    const apv = sha256(issued.task.ticket);
    const asJgz = await withField('zorgniveau', plain, {}, { apu: utf8(world.jgz.id), apv });
    expect(await causesOf(open(asJgz))).toEqual(['seal-source']);
    const parties = { apu: utf8(world.school.id), apv: sha256('another ticket') };
    expect(await causesOf(open(await withField('zorgniveau', plain, {}, parties)))).toEqual(['seal-ticket']);
  });

  it.each([
    ['value-padding', '{"value":2}'],
    ['value-form', '{"value":2,"more":1}'.padEnd(32)],
    ['value-form', '{"value":2,"value":3}'.padEnd(32)],
    ['value-form', '{"absent":false}'.padEnd(32)],
    ['value-form', 'no json'.padEnd(32)],
    ['value-schema', '{"value":4}'.padEnd(32)],
  ])('is refused with %s', async (code, plaintext) => {
    expect(await causesOf(open(await withField('zorgniveau', plaintext)))).toEqual([code]);
  });

  it('is refused when the seal is for another key', async () => {
    const other = await makeRequest(world.jgz);
    const delivery = deliver(world, issued, await seal(issued));
    expect(await causesOf(open(delivery, { privateJwk: other.privateJwk }))).toEqual(['seal-opens']);
  });

  it('must give a ground that the purpose knows when it released by hand', async () => {
    const changes = { manual: true, basis: 'vital-interests', exchange: issued.ticket.exchange };
    const urgent = await issueTask(world, request, changes);
    const asEmergency = { purpose: { ...emergencyPurpose, id: purpose.id } };
    const grounded = deliver(world, urgent, await seal(urgent, { ground: 'conflict-van-plichten' }));
    expect((await open(grounded, asEmergency)).outcome).toBe('opened');
    const groundless = deliver(world, urgent, await seal(urgent));
    expect(await causesOf(open(groundless, asEmergency))).toEqual(['release-by-hand']);
    const invented = deliver(world, urgent, await seal(urgent, { ground: 'zomaar' }));
    expect(await causesOf(open(invented, asEmergency))).toEqual(['release-by-hand']);
  });
});
