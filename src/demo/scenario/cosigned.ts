/** Others have seen the same log. */
import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cosignaturesOf, openCheckpoint, parseVerifierKey, parseWitnessPolicy } from '../../tlog/index.js';
import { ledgerOrigin, runToEnd } from '../supervisor/index.js';
import { children } from '../world/index.js';
import { expectThat } from './stage.js';
import type { Tale } from './tale.js';

/** A witness that was away is asked again within a quarter of a minute. */
const patienceMs = 30_000;

/** Nothing in a world of an earlier release, whose agents are no witnesses. */
export async function cosigned(tale: Tale): Promise<void> {
  const { stage, world } = tale;
  const { folders, world: made } = world.around;
  if (made.ports.witnesses === undefined) return;
  await stage.step(
    'The partners’ agents cosigned the log: the hub cannot show another one to somebody else',
    async () => {
      const policy = parseWitnessPolicy(await readFile(folders.witnessPolicy, 'utf8'));
      const vkeys = (await textAt(`${world.hubUrl}/ledger-key`)).trimEnd().split('\n');
      for (const end = Date.now() + patienceMs; ; await sleep(250)) {
        const note = await textAt(`${world.hubUrl}/checkpoint`);
        const { size } = openCheckpoint(note, ledgerOrigin, vkeys.map(parseVerifierKey));
        const by = cosignaturesOf(
          note,
          policy.witnesses.map(({ key }) => key),
        ).map(({ key }) => key);
        if (policy.satisfiedBy(by)) return [`${size} entries: ${by.map(({ name }) => name).join(', ')}`];
        expectThat(
          Date.now() < end,
          `only ${by.length} witnesses cosigned the checkpoint of ${size} entries`,
        );
      }
    },
  );
  await stage.step(
    'A mother’s receipt carries these cosignatures: kernhub verify receipt FILE --witnesses POLICY, without the hub',
    () => receiptHolds(tale),
  );
}

/** Verified by a process that knows neither the hub nor its database. */
async function receiptHolds({ world, cast }: Tale): Promise<readonly string[]> {
  const { folders } = world.around;
  const mother = await cast.family('motherOfEight');
  const file = join(folders.data, `receipt-${randomUUID()}.jsonld`);
  await writeFile(file, await mother.receipt(children.eight.name));
  const { code, output } = await runToEnd(
    ['verify', 'receipt', file, '--witnesses', folders.witnessPolicy],
    {},
  );
  await rm(file);
  expectThat(code === 0, `it answered ${code}: ${output}`);
  const seen = output.split('\n').filter((line) => line.includes('witness'));
  expectThat(seen.length > 0, `it said nothing of witnesses: ${output}`);
  return seen;
}

const textAt = async (url: string): Promise<string> => (await fetch(url)).text();
