// Prints what was measured, on what and how.
import { readFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { percentile } from './load.mjs';

const write = (text = '') => process.stdout.write(`${text}\n`);

export const ms = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
export const perSecond = (value) => `${Math.round(value).toLocaleString('en')}/s`;
export const count = (value) => value.toLocaleString('en');
export const mebibytes = (bytes) => `${Math.round(bytes / 2 ** 20)} MiB`;
export const percent = (share) => `${Math.round(share * 100)} %`;

/** Left column as wide as its widest, the others right-aligned. */
export function table(title, head, rows) {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => String(row[column]).length)),
  );
  const line = (row) =>
    row
      .map((cell, column) =>
        column === 0 ? String(cell).padEnd(widths[0]) : String(cell).padStart(widths[column]),
      )
      .join('  ')
      .trimEnd();
  write(`\n${title}`);
  write(line(head));
  write(widths.map((width) => '-'.repeat(width)).join('  '));
  for (const row of rows) write(line(row));
}

export const p50and99 = (sorted) => [ms(percentile(sorted, 0.5)), ms(percentile(sorted, 0.99))];

export function machine(postgres, say = write) {
  const [cpu] = cpus();
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  say(
    `kernhub ${version} on Node ${process.version}, PostgreSQL ${postgres}, ${platform()} ${release()} ${arch()}`,
  );
  say(`${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB memory`);
  say(
    `Load of the machine before it began: ${loadavg()
      .map((load) => load.toFixed(1))
      .join(', ')} (1, 5, 15 minutes)`,
  );
}

/** Calls that a hub could not take at that moment; the rate counts only those that succeeded. */
export const note = (count, what) =>
  write(
    `${count} ${what} were put off (503, try again): the machine gave the ledger or the database too little.`,
  );

/** CPU milliseconds for one of so many, by part. */
export function cpuRows(cpu, count) {
  const parts = Object.entries(cpu).filter(([, seconds]) => seconds !== null);
  const all = parts.reduce((sum, [, seconds]) => sum + seconds, 0);
  return [
    ...parts.map(([name, seconds]) => [name, ms((seconds * 1000) / count), percent(seconds / all)]),
    ['together', ms((all * 1000) / count), '100 %'],
  ];
}

export const say = write;

/** Each text once, the most frequent first, and how often it is sent for one of so many. */
export function listStatements(counts, work, title = 'Statements by text') {
  const together = new Map();
  for (const [text, count] of counts) together.set(text, (together.get(text) ?? 0) + count);
  const rows = [...together].sort(([, a], [, b]) => b - a);
  table(
    title,
    ['', 'number'],
    rows.map(([text, count]) => [text.replaceAll(/\s+/g, ' ').slice(0, 150), (count / work).toFixed(2)]),
  );
}
