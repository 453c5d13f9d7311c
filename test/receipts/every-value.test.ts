import { describe, expect, it } from 'vitest';
import { changed, example, examples, signedAnew, verify } from './example.js';

/** Every place in a receipt, as a path; of a list the first. */
function placesIn(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return path === '' ? [] : [path];
  const members = Array.isArray(value) ? Object.entries(value).slice(0, 1) : Object.entries(value);
  const inside = members.flatMap(([name, part]) => placesIn(part, path === '' ? name : `${path}.${name}`));
  return path === '' ? inside : [path, ...inside];
}

const strangers: readonly unknown[] = [null, true, -1, 1e300, '', 'x', [], { a: 1 }];

/** What only the hub's signature vouches for; all else follows from the log, or has no other form. */
const wordOfTheHub = ['issuedAt', 'issuedBy', 'title', 'description', 'dpv', 'article', 'art9', 'controller'];
const details = [
  'label',
  'health',
  'necessity',
  'status',
  'at',
  'on',
  'receipt',
  'after',
  'retention',
  'withdrawal',
];
const names = ['name'];
/** Of a withdrawal what was decided before; of what stays closed everything. */
const alsoOf: Readonly<Record<string, readonly string[]>> = {
  withdrawn: [
    'processing',
    'notice',
    'ruleVersion',
    'basis',
    'sources',
    'recipients',
    'fields',
    'flow',
    'id',
  ],
  released: ['processing', 'on', 'basis', 'sources', 'recipients', 'fields', 'flow', 'id'],
  'request-refused': ['processing', 'on', 'basis', 'sources', 'recipients', 'fields', 'flow', 'id'],
  emergency: ['opened'],
  given: ['notice'],
  signed: ['notice'],
  refused: ['notice'],
};
const unboundIn = (example: string, path: string): boolean => {
  const last = path.split('.').findLast((part) => !/^\d+$/.test(part)) ?? '';
  return (
    [...wordOfTheHub, ...details, ...names, ...(alsoOf[example] ?? [])].includes(last) || path === 'events'
  );
};

describe.each(examples)('the receipt kept as %s', (name) => {
  it('refuses every value that does not belong there, wherever it stands, and never fails otherwise', {
    timeout: 60_000,
  }, async () => {
    const receipt = example(name);
    const places = placesIn(receipt).filter((path) => path !== 'statement');
    expect(places.length).toBeGreaterThan(60);
    for (const path of places) {
      for (const value of strangers) {
        const forged = changed(receipt, path, value);
        if (JSON.stringify(forged) === JSON.stringify(receipt)) continue;
        // Without a key there is nothing to sign with: then the old signature stands there.
        const signed = path.startsWith('issuedBy') ? forged : await signedAnew(forged);
        const { holds, claims } = await verify(signed);
        expect(claims.length).toBeGreaterThan(0);
        if (holds) expect(unboundIn(name, path), `${path} = ${JSON.stringify(value)}`).toBe(true);
      }
    }
  });
});
