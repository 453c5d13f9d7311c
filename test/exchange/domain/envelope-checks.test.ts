import { beforeAll, describe, expect, test } from 'vitest';
import type { Envelope, Manifest, PartnerId } from '../../../src/contract/index.js';
import { type ExpectedEnvelope, judgeEnvelope } from '../../../src/exchange/domain/envelope-checks.js';
import { asciiDigest } from '../../../src/exchange/domain/ticket.js';
import {
  generatePrivateJwk,
  type JsonObject,
  type PublicJwk,
  publicJwkOf,
  sealCompact,
  sha256,
  utf8,
} from '../../../src/kernel/index.js';

const source = 'prt_AAAAAAAAAAAAAAAAAAAAAA' as PartnerId;
const ticket = 'eyJ0.eyJ0.eyJ0';
const expected: ExpectedEnvelope = {
  source,
  ticket,
  fields: [
    { name: 'leerjaar', paddedBytes: 32 },
    { name: 'hulpvraag', paddedBytes: 64 },
  ],
  grounds: null,
  deadline: 2_000,
  now: 1_000,
};

let recipient: PublicJwk;
let leerjaar: string;
let hulpvraag: string;
beforeAll(async () => {
  recipient = publicJwkOf(await generatePrivateJwk('X25519'));
  leerjaar = await seal('leerjaar', 32);
  hulpvraag = await seal('hulpvraag', 64);
});

const seal = (
  field: string,
  bytes: number,
  { header = {}, by = source, under = ticket }: { header?: JsonObject; by?: string; under?: string } = {},
) =>
  sealCompact(
    utf8('{"value":7}'.padEnd(bytes)),
    recipient,
    { field, ...header },
    { apu: utf8(by), apv: sha256(under) },
  );

const manifestOf = (fields: Envelope['fields'], change: Partial<Manifest> = {}): Manifest => ({
  iss: source,
  ticket: asciiDigest(ticket),
  fields: Object.fromEntries(Object.entries(fields).map(([name, jwe]) => [name, asciiDigest(jwe)])),
  iat: 1_000,
  ...change,
});

function causes(
  fields: Envelope['fields'],
  change: Partial<Manifest> | null = {},
  expectation: Partial<ExpectedEnvelope> = {},
): readonly string[] {
  const manifest = change === null ? null : manifestOf(fields, change);
  const faults = judgeEnvelope({ manifest: 'a.b.c', fields }, manifest, { ...expected, ...expectation });
  return faults.map(({ cause, pointer }) => `${cause} ${pointer}`);
}

describe('an envelope', () => {
  test('passes when it is exactly what the ticket asks for', () => {
    expect(causes({ leerjaar, hulpvraag })).toEqual([]);
  });

  test('is rejected with a missing and an extra field, both named', () => {
    expect(causes({ leerjaar, diagnose: leerjaar })).toEqual([
      'manifest-fields-missing /manifest/hulpvraag',
      'manifest-fields-extra /manifest/diagnose',
      'fields-missing /fields/hulpvraag',
      'fields-extra /fields/diagnose',
    ]);
  });

  test('is rejected under another ticket, by another source, or signed ahead of time', () => {
    expect(causes({ leerjaar, hulpvraag }, { ticket: asciiDigest('other') })).toEqual([
      'manifest-ticket /manifest',
    ]);
    expect(causes({ leerjaar, hulpvraag }, { iss: 'prt_BBBBBBBBBBBBBBBBBBBBBB' as PartnerId })).toEqual([
      'manifest-issuer /manifest',
    ]);
    expect(causes({ leerjaar, hulpvraag }, { iat: 1_061 })).toEqual(['manifest-time /manifest']);
    expect(causes({ leerjaar, hulpvraag }, null)).toEqual(['manifest-signature /manifest']);
  });

  test('is rejected when it comes late', () => {
    expect(causes({ leerjaar, hulpvraag }, {}, { now: 2_000.5, deadline: 2_000 })).toEqual(['late ']);
  });

  test('is rejected when a field is not the one of the manifest', async () => {
    const fields = { leerjaar, hulpvraag };
    const faults = judgeEnvelope(
      { manifest: 'a.b.c', fields: { ...fields, leerjaar: await seal('leerjaar', 32) } },
      manifestOf(fields),
      expected,
    );
    expect(faults.map(({ cause }) => cause)).toEqual(['field-hash']);
  });

  test('needs a ground exactly where a professional releases by hand', () => {
    const grounds = ['direct-gevaar'];
    expect(causes({ leerjaar, hulpvraag }, { release: { ground: 'direct-gevaar' } }, { grounds })).toEqual(
      [],
    );
    expect(causes({ leerjaar, hulpvraag }, {}, { grounds })).toEqual(['release-ground /manifest']);
    expect(causes({ leerjaar, hulpvraag }, { release: { ground: 'zomaar' } }, { grounds })).toEqual([
      'release-ground /manifest',
    ]);
    expect(causes({ leerjaar, hulpvraag }, { release: { ground: 'direct-gevaar' } })).toEqual([
      'release-ground /manifest',
    ]);
  });
});

describe('a sealed field', () => {
  const hulp = (jwe: string) => causes({ leerjaar, hulpvraag: jwe });

  test('is rejected when it was sealed by another, for another ticket, or for another field', async () => {
    expect(await hulp(await seal('hulpvraag', 64, { by: 'prt_other' }))).toEqual([
      'seal-source /fields/hulpvraag',
    ]);
    expect(hulp(await seal('hulpvraag', 64, { under: 'other' }))).toEqual(['seal-ticket /fields/hulpvraag']);
    expect(hulp(await seal('leerjaar', 64))).toEqual(['seal-field /fields/hulpvraag']);
  });

  test('is rejected when its size tells something', async () => {
    expect(hulp(await seal('hulpvraag', 63))).toEqual(['seal-size /fields/hulpvraag']);
    expect(hulp(await seal('hulpvraag', 65))).toEqual(['seal-size /fields/hulpvraag']);
  });

  test('is rejected when its header, which is in clear, says more than it must', async () => {
    expect(hulp(await seal('hulpvraag', 64, { header: { note: 'Testkind Acht' } }))).toEqual([
      'seal-header /fields/hulpvraag',
    ]);
  });

  test.each([
    ['no JWE at all', 'a.b.c.d.e'],
    ['a header that is no JSON', 'bm90IGpzb24..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA'],
    ['no base64url', 'ü....'],
  ])('is rejected when it is %s', (_, jwe) => {
    expect(hulp(jwe)).toEqual(['seal-form /fields/hulpvraag']);
  });

  test('is rejected under another algorithm', () => {
    const header = { alg: 'dir', enc: 'A128GCM', apu: '', apv: '', field: 'hulpvraag' };
    const parts = hulpvraag.split('.');
    parts[0] = Buffer.from(JSON.stringify(header)).toString('base64url');
    expect(hulp(parts.join('.'))).toEqual([
      'seal-algorithms /fields/hulpvraag',
      'seal-source /fields/hulpvraag',
      'seal-ticket /fields/hulpvraag',
    ]);
  });
});
