/** What a verification says to a reader. */
import type { ExportVerification, Finding, Verification } from '../audit/offline.js';

export const jsonReport = (report: Verification | ExportVerification): string =>
  `${JSON.stringify(report, (_name, value) => (typeof value === 'bigint' ? String(value) : value), 2)}\n`;

export function databaseReport(report: Verification): string {
  const { finding, checked, root } = report;
  const { entries, opened, erased, parts, checkpoints, pending } = checked;
  const counted = [
    `${entries} entries with a leaf, ${pending} waiting for theirs`,
    `${opened} opened and equal to their commitment, ${erased} erased, ${parts} parts`,
    `${checkpoints} signed checkpoints`,
    ...erasedAt(report),
    ...lapsedAt(report),
  ];
  return finding === null
    ? `The ledger holds.\n${indented([...counted, `root ${root}`])}`
    : `${doesNotHold(finding)}Before that:\n${indented(counted)}`;
}

export function exportReport(report: ExportVerification): string {
  const { finding, checked, replayed, root } = report;
  const { entries, opened, erased, parts } = checked;
  const counted = [
    `${entries} entries recomputed: ${opened} opened and equal to their commitment, ${erased} erased, ${parts} parts`,
    `replayed: ${replayed.children} children, ${replayed.decisions} decisions of families, ${replayed.withdrawals} withdrawals`,
    `          ${replayed.permitted} exchanges permitted, ${replayed.refused} refused, ${replayed.releases} releases`,
    `          ${replayed.statements} lists stated to be all accesses that somebody may see`,
    ...unproven(report),
    ...erasedAt(report),
    ...lapsedAt(report),
  ];
  if (finding !== null) return `${doesNotHold(finding)}Before that:\n${indented(counted)}`;
  return `The log holds, and what happened in it was right.\n${indented([...counted, ...trust(report), `root ${root}`])}`;
}

const namedAtMost = 20;

function erasedAt({ erasures }: Pick<Verification, 'erasures'>): readonly string[] {
  const lines = erasures.slice(0, namedAtMost).map(({ index, covers, destroyed, restricted }) => {
    const kept = restricted.map((one) => `${one.class} until ${one.until} (${one.article})`);
    const rest = kept.length === 0 ? '' : `; kept: ${kept.join(', ')}`;
    return `${covers.length} entries erased at ${index ?? 'no index yet'}: ${destroyed.join(', ')}${rest}`;
  });
  const more = erasures.length - lines.length;
  return more > 0 ? [...lines, `and ${more} more erasures; --json names them all`] : lines;
}

/** By order and class: an order reaches many children, each with an entry of its own. */
function lapsedAt({ lapses }: Pick<Verification, 'lapses'>): readonly string[] {
  const told = new Map<string, { entries: number; first: number | null; last: number | null }>();
  for (const { index, covers, rule, years, before, ...of } of lapses) {
    const name = `${of.class} from before ${before}, by the rule of ${years} years (version ${rule})`;
    const known = told.get(name) ?? { entries: 0, first: index, last: index };
    told.set(name, { ...known, entries: known.entries + covers.length, last: index });
  }
  return [...told].map(
    ([name, { entries, first, last }]) =>
      `${entries} entries gone at ${first === last ? (first ?? 'no index yet') : `${first} to ${last}`}: ${name}`,
  );
}

const unproven = ({ replayed: { unproven: count, firstUnproven } }: ExportVerification): readonly string[] =>
  count === 0
    ? []
    : [`${count} entries rest on what was erased, from index ${firstUnproven} on: they cannot be replayed`];

function trust({ trust, origin, signedBy, checked }: ExportVerification): readonly string[] {
  const extended = checked.extends.map((size) => `extends the checkpoint of ${size} entries that you kept`);
  const signed = signedBy.map((vkey) => `signed by ${vkey}`);
  return trust === 'given-keys'
    ? [`log ${origin}, with the key that you gave`, ...signed, ...extended]
    : [
        `log ${origin}, with the key in the file itself: that shows only that the file agrees with itself`,
        ...signed,
        'compare that key with the roster or a friend, and give it with --key',
        ...extended,
      ];
}

function doesNotHold({ rule, index, seq, entry, reason }: Finding): string {
  const place = [
    ...(index === null ? [] : [`index ${index}`]),
    ...(seq === null ? [] : [`row ${seq}`]),
    ...(entry === null ? [] : [entry]),
  ];
  const where = place.length > 0 ? ` at ${place.join(', ')}` : '';
  return `The ledger does not hold${where}: ${reason} (${rule}).\n`;
}

const indented = (lines: readonly string[]): string => lines.map((line) => `  ${line}\n`).join('');
