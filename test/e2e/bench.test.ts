import { readFile, rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../harness/command.js';
import { temporaryFolder } from '../harness/folder.js';
import { processesUsing } from '../harness/processes.js';

describe('npm run bench', () => {
  let temporary: string;
  let command: string;
  beforeAll(async () => {
    const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: { bench: string } };
    // Without its first half, which would build again while other tests use the build.
    command = `exec ${scripts.bench.split(' && ').at(-1)}`;
    temporary = await temporaryFolder('bench-test');
  });
  afterAll(() => rm(temporary, { recursive: true, force: true }));

  it('runs every part, prints its tables and leaves no process', { timeout: 300_000 }, async () => {
    // Not `npm run bench`, which would build again while other tests use the build.
    const bench = runCommand('exec node scripts/bench/main.mjs --quick', process.cwd(), {
      TMPDIR: temporary,
    });
    const code = await bench.ended();
    const printed = bench.printed();
    expect(printed).toMatch(/^kernhub \S+ on Node v\d+/m);
    expect(printed).toMatch(/^request → opened and receipted +[\d,]+\/s/m);
    expect(printed).toMatch(/^decision on record, with its index +[\d,]+\/s/m);
    expect(printed).toMatch(/^floor: what no decision can leave out +[\d,]+\/s .* \d+ %/m);
    expect(printed).toMatch(/^floor: checks and two inserts +[\d,]+\/s .* \d+ %/m);
    expect(printed).toMatch(/^who looked at what +.* × \d/m);
    expect(printed).toMatch(/^of one child +.* × \d.* × \d/m);
    expect(printed).toMatch(/^Appends, 16 at a time/m);
    expect(printed).toMatch(/^entry alone: those that wait share a transaction +[\d,]+\/s .* × \d/m);
    expect(printed).toMatch(/^entry in its caller's transaction +[\d,]+\/s .* × \d/m);
    expect(printed).toMatch(/^naive chain: last hash FOR UPDATE +[\d,]+\/s .* × 1\.0 /m);
    expect(printed).toMatch(/^bare commit of one row +[\d,]+\/s .* × \d/m);
    expect(printed).toMatch(/^Inclusion proofs .*\n.*\n.*\n[\d,]+ +[\d,]+\/s/m);
    expect(printed).toMatch(/^and every payload opened +[\d,]+ +[\d,]+\/s +\d+ MiB$/m);
    expect(printed).toMatch(/^per exchange +\d/m);
    expect(printed).toMatch(/^1,\d{3} +\d.*\n2,\d{3} +\d/m);
    expect(printed).toMatch(/^1,0\d\d +\d+ +[\d,]+\/s +[\d,]+\/s +× \d\.\d +[\d,]+\/s +\d+ MiB$/m);
    expect(printed).toMatch(/^Node alone +\d.* × 1\.0$/m);
    expect(printed).toMatch(/^kernhub hub beside another, until it takes calls +\d.* × \d/m);
    expect(code).toBe(0);
    expect(processesUsing(temporary)).toEqual([]);
  });

  it('says which parts there are when asked for another', async () => {
    const bench = runCommand(`${command} faster`, process.cwd());
    expect(await bench.ended()).toBe(2);
    expect(bench.printed()).toContain(
      '[exchange] [decide] [portal] [audit] [ledger] [replay] [growth] [start]',
    );
  });
});
