import { describe, expect, it } from 'vitest';
import { changed, checkFormat, example, examples, type Path } from './evidence-example.js';

const without = (path: Path) =>
  changed(example('stopped'), path.slice(0, -1), (value) =>
    Object.fromEntries(
      Object.entries(value as Readonly<Record<string, unknown>>).filter(([name]) => name !== path.at(-1)),
    ),
  );

describe('evidence.schema.json', () => {
  it.each(examples)('takes the evidence kept as %s', (name) => {
    expect(checkFormat(example(name))).toEqual([]);
  });

  it.each(Object.keys(example('stopped')))('refuses evidence without %s', (member) => {
    const { [member]: _, ...rest } = example('stopped') as unknown as Record<string, unknown>;
    expect(checkFormat(rest)).not.toEqual([]);
  });

  it.each([
    [['issuedBy', 'key']],
    [['tasks', 0, 'receipt']],
    [['stops', 0, 'statement']],
    [['agreements', 0, 'partner']],
    [['entries', 0, 'opening']],
    [['entries', 0, 'hashes']],
    [['entries', 0, 'payload', 'relies']],
    [['missing', 0, 'of']],
  ] satisfies [Path][])('refuses evidence without %j', (path) => {
    expect(checkFormat(without(path))).not.toEqual([]);
  });

  it.each([
    ['another format', ['format'], 'kernhub/evidence/v2'],
    ['an id of something else', ['exchange'], `tsk_${'A'.repeat(22)}`],
    ['a time without its zone', ['issuedAt'], '2026-11-22T09:00:00'],
    ['a member that nobody knows', ['issuedBy'], { origin: 'x', key: {}, note: 'x' }],
    [
      'a private key',
      ['issuedBy', 'key'],
      { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43), d: 'A'.repeat(43) },
    ],
    ['a statement that is no JWS', ['tasks', 0, 'ticket'], 'niets'],
    ['an entry of no event', ['entries', 0, 'payload', 'event'], 'iets'],
    ['an entry with a half index', ['entries', 0, 'index'], 1.5],
    ['an opening that is no hash', ['entries', 0, 'opening'], 'AAAA'],
    ['no entry', ['entries'], []],
    ['no key of the log', ['verifierKeys'], []],
    ['something missing that nobody knows', ['missing', 0, 'what'], 'zin'],
    ['nothing missing, where the signature over the body always is', ['missing'], []],
    ['policies that are no texts', ['policies', 0], { 'consent.cedar': 1 }],
  ] satisfies [string, Path, unknown][])('refuses %s', (_what, path, value) => {
    expect(checkFormat(changed(example('stopped'), path, () => value))).not.toEqual([]);
  });
});
