/** Files that do not hold, each broken in one place, and what the place is. */
import { readFileSync } from 'node:fs';
import { changed, example, signedAnew } from '../receipts/example.js';
import { forged, statement } from '../receipts/forged-statement.js';

const flipped = (hash: string): string => (hash.startsWith('A') ? 'B' : 'A') + hash.slice(1);

export interface Tampered {
  readonly claim: string;
  readonly text: string;
}

const text = (file: unknown): string => JSON.stringify(file);
const receipt = async (name: string, path: string, value: unknown): Promise<string> =>
  text(await signedAnew(changed(example(name), path, value)));

/** One for every claim that a receipt or a list makes. */
export const tamperedFiles = async (): Promise<readonly Tampered[]> => [
  { claim: 'format', text: 'geen bewijs' },
  { claim: 'format', text: '{"id":1,"id":2}' },
  { claim: 'format', text: text({ ...example('given'), more: 1 }) },
  { claim: 'format', text: text({ ...statement('later'), accesses: 'none' }) },
  { claim: 'statement', text: text(changed(example('given'), 'purpose.title', 'Anders')) },
  { claim: 'part', text: await receipt('refused', 'ledger.opened.parts', ['["salt","decision",{}]']) },
  { claim: 'commitment', text: await receipt('given', 'ledger.opened.payload.choice', 'refused') },
  { claim: 'content', text: await receipt('given', 'record.event', 'consent.refused') },
  { claim: 'notice', text: await receipt('given', 'notice.text', 'Een andere uitleg.') },
  { claim: 'leaf', text: await receipt('released', 'ledger.commitment', flipped) },
  { claim: 'checkpoint', text: await receipt('released', 'ledger.inclusion.checkpoint', 'niets') },
  {
    claim: 'checkpoint',
    text: await receipt('given', 'ledger.inclusion.checkpoint', (note: string) =>
      note.replace(/\n\d+\n/, '\n9999\n'),
    ),
  },
  { claim: 'inclusion', text: await receipt('given', 'ledger.inclusion.hashes.0', flipped) },
  {
    claim: 'list',
    text: text(await forged(statement('later'), { accesses: [], part: { count: 1 } })),
  },
];

/** Files that hold. */
export const goodFiles = (): readonly string[] => [
  ...['given', 'refused', 'withdrawn', 'released', 'request-refused', 'emergency'].map((name) =>
    text(example(name)),
  ),
  ...['earlier', 'later', 'other-parent', 'officer', 'nothing'].map((name) => text(statement(name))),
];

const schemaIn = (name: string): object =>
  JSON.parse(
    readFileSync(new URL(`../../consent-schemas/${name}.schema.json`, import.meta.url), 'utf8'),
  ) as object;
export const fileSchemas = { receipt: schemaIn('receipt'), accessStatement: schemaIn('access-statement') };
