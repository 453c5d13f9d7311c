import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Rule, type VerifyExportOptions, verifyExport } from '../../src/audit/index.js';
import { entryKinds } from '../../src/entry-kinds.js';
import { canonicalJson, generatePrivateJwk, type JsonObject } from '../../src/kernel/index.js';
import { emptyRoot, noteSigner, signCheckpoint } from '../../src/tlog/index.js';
import { forge, readEntries } from './forge.js';
import { type LivedLog, livedLog } from './lived-log.js';

let log: LivedLog;
beforeAll(async () => {
  log = await livedLog();
});
afterAll(() => log.close());

const verifyText = async (text: string, options: Partial<VerifyExportOptions> = {}) => {
  const file = join(log.folder, 'changed.ndjson');
  await writeFile(file, text);
  return verifyExport({ file, kinds: entryKinds, ...options });
};
const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const verify = (lines: readonly string[], options: Partial<VerifyExportOptions> = {}) =>
  verifyText(textOf(lines), options);
const header = (): Record<string, string> => JSON.parse(log.lines[0] ?? '');

/** Line 10 holds the entry at index 9. */
const at = 10;
const replaced = (lines: readonly string[], change: (line: string) => string, place = at): string[] =>
  lines.with(place, change(lines[place] ?? ''));

type Tampering = readonly [
  what: string,
  rule: Rule,
  index: number | null,
  tamper: (lines: readonly string[]) => readonly string[],
];

const tamperings: readonly Tampering[] = [
  ['a removed line', 'index-in-order', at - 1, (lines) => lines.toSpliced(at, 1)],
  [
    'a line that stands there twice',
    'index-in-order',
    at - 1,
    (lines) => lines.toSpliced(at, 0, lines[at] ?? ''),
  ],
  [
    'two lines in another order',
    'index-in-order',
    at - 1,
    (lines) => lines.toSpliced(at, 2, lines[at + 1] ?? '', lines[at] ?? ''),
  ],
  [
    'an altered payload',
    'payload-of-commitment',
    at - 1,
    (lines) => replaced(lines, (line) => line.replace('"at":"2', '"at":"3')),
  ],
  [
    'an altered opening',
    'payload-of-commitment',
    at - 1,
    (lines) => replaced(lines, (line) => line.replace(/"opening":".{4}/, '"opening":"AAAA')),
  ],
  [
    'an altered commitment',
    'payload-of-commitment',
    at - 1,
    (lines) => replaced(lines, (line) => line.replace(/"commitment":".{4}/, '"commitment":"AAAA')),
  ],
  [
    'an altered kind',
    'payload-of-entry',
    at - 1,
    (lines) => replaced(lines, (line) => line.replace(/"kind":"[a-z]+"/, '"kind":"thing"')),
  ],
  [
    'a payload written in another way',
    'line-shape',
    at - 1,
    (lines) => replaced(lines, (line) => line.replace('"payload":{', '"payload": {')),
  ],
  ['a line that is none', 'line-shape', at - 1, (lines) => replaced(lines, () => '{"index":9}')],
  ['an empty line', 'line-shape', at - 1, (lines) => replaced(lines, () => '')],
  ['a file that ends early', 'export-complete', 30, (lines) => lines.slice(0, 31)],
  ['a file with the header alone', 'export-complete', 0, (lines) => lines.slice(0, 1)],
  ['an empty file', 'export-header', null, () => []],
  ['a file without its header', 'export-header', null, (lines) => lines.slice(1)],
  [
    'a checkpoint of another size',
    'checkpoint-signed',
    null,
    (lines) =>
      replaced(lines, (line) => line.replace(/\\n(\d+)\\n/, (_, size) => `\\n${Number(size) - 1}\\n`), 0),
  ],
];

describe('the verification of an export', () => {
  it('finds nothing in what nobody touched, and tells whose word that is', async () => {
    const { finding, trust, checked, signedBy } = await verify(log.lines, { known: [log.older] });
    expect(finding).toBeNull();
    expect(trust).toBe('contained-keys');
    expect(checked).toMatchObject({ entries: log.lines.length - 1, erased: 0 });
    expect(checked.extends[0]).toBeGreaterThan(0);
    const verifierKeys = log.hub.ledger.verifierKeys();
    expect(signedBy).toEqual(verifierKeys);
    expect(await verify(log.lines, { verifierKeys })).toMatchObject({ finding: null, trust: 'given-keys' });
  });

  it.each(tamperings)('names %s', async (_, rule, index, tamper) => {
    const { finding } = await verify(tamper(log.lines));
    expect(finding).toMatchObject({ rule, index });
  });

  it.each<[string, (canonical: string) => string]>([
    [
      'members in another order',
      (text) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).reverse())),
    ],
    ['a member that comes twice', (text) => text.replace('{"at":', '{"at":"","at":')],
    ['a space between members', (text) => text.replace(',"event"', ', "event"')],
    ['a needless escape', (text) => text.replace('"event"', '"\\u0065vent"')],
  ])('names a payload that was committed to with %s', async (_, odd) => {
    const write = (payload: JsonObject, index: number): string =>
      index === at - 1 ? odd(canonicalJson(payload)) : canonicalJson(payload);
    const entries = readEntries(log.lines);
    const { finding } = await verify(forge(header().origin ?? '', log.hub.hubKeys.ledger, entries, write));
    expect(finding).toMatchObject({ rule: 'payload-canonical', index: at - 1 });
  });

  it('names a part that was altered', async () => {
    const place = log.lines.findIndex((line) => line.includes('birth-date'));
    const { finding } = await verify(
      replaced(log.lines, (line) => line.replace('2018-03-04', '2008-03-04'), place),
    );
    expect(finding).toMatchObject({ rule: 'parts-complete', index: place - 1 });
  });

  it('names the end that a cut line has', async () => {
    const { finding } = await verifyText(textOf(log.lines).slice(0, -20));
    expect(finding).toMatchObject({ rule: 'line-shape', index: log.lines.length - 2 });
  });

  it('refuses a checkpoint that another key signed', async () => {
    const { vkey } = noteSigner(header().origin ?? '', await generatePrivateJwk('Ed25519')).verifier;
    const { finding } = await verify(log.lines, { verifierKeys: [vkey] });
    expect(finding).toMatchObject({ rule: 'checkpoint-signed' });
  });

  it('names what was rewritten from a point on, by the checkpoint that someone kept', async () => {
    const rewritten = forge(header().origin ?? '', log.hub.hubKeys.ledger, readEntries(log.lines));
    expect((await verify(rewritten)).finding).toBeNull();
    const { finding } = await verify(rewritten, { known: [log.older] });
    expect(finding).toMatchObject({ rule: 'known-checkpoint-extended' });
  });

  it('names an end that was cut off with a new signature, by the checkpoint that someone kept', async () => {
    const origin = header().origin ?? '';
    const entries = readEntries(log.lines).slice(0, 20);
    const cut = forge(origin, log.hub.hubKeys.ledger, entries);
    const { finding } = await verify(cut, { known: [JSON.parse(log.lines[0] ?? '').checkpoint] });
    expect(finding).toMatchObject({ rule: 'known-checkpoint-extended', index: 20 });
  });

  it('names the entries from the last sure point on when only the root tells', async () => {
    const other = forge(header().origin ?? '', log.hub.hubKeys.ledger, readEntries(log.lines));
    const { finding } = await verify([log.lines[0] ?? '', ...other.slice(1)]);
    expect(finding).toMatchObject({ rule: 'root-signed', index: 0 });
  });

  it('finds a line that comes from another log, though it holds by itself', async () => {
    const other = forge(header().origin ?? '', log.hub.hubKeys.ledger, readEntries(log.lines));
    const { finding } = await verify(replaced(log.lines, () => other[at] ?? ''));
    expect(finding).toMatchObject({ rule: 'root-signed' });
  });

  it('takes no checkpoint of an empty log for a proof', async () => {
    const { rows } = await log.hub.fresh.database.pool.query<{ note: string }>(
      'SELECT note FROM ledger_checkpoint WHERE size = 0',
    );
    await expect(verify(log.lines, { known: [rows[0]?.note ?? ''] })).rejects.toThrow(/proves nothing/);
  });

  it('names an entry whose content is gone, with a word of an erasure and without', async () => {
    const place = log.lines.findIndex((line) => line.includes('"event":"consent.given"'));
    const closed = (line: string, mark: string) => `${line.slice(0, line.indexOf(',"opening"'))}${mark}}`;
    for (const mark of ['', `,"erasedAt":${place + 1}`, ',"erasedAt":0', ',"erasedAt":99999']) {
      const { finding, checked } = await verify(replaced(log.lines, (line) => closed(line, mark), place));
      expect(finding, mark).toMatchObject({ rule: 'erasure-signed', index: place - 1 });
      expect(checked.erased).toBe(1);
    }
  });

  it('verifies the export of an empty log', async () => {
    const signer = noteSigner('empty.test/log', await generatePrivateJwk('Ed25519'));

    const checkpoint = signCheckpoint({ origin: 'empty.test/log', size: 0, root: emptyRoot }, signer);
    const verifierKeys = [signer.verifier.vkey];
    const line = JSON.stringify({
      format: 'kernhub/export/v1',
      origin: 'empty.test/log',
      verifierKeys,
      checkpoint,
    });
    expect((await verify([line])).finding).toBeNull();
  });
});
