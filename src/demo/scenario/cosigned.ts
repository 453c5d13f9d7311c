/** Others have seen the same log. */
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { cosignaturesOf, openCheckpoint, parseVerifierKey, parseWitnessPolicy } from '../../tlog/index.js';
import { ledgerOrigin } from '../supervisor/index.js';
import { expectThat } from './stage.js';
import type { Tale } from './tale.js';

/** A witness that was away is asked again within a quarter of a minute. */
const patienceMs = 30_000;

/** Nothing in a world of an earlier release, whose agents are no witnesses. */
export async function cosigned({ stage, world }: Tale): Promise<void> {
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
}

const textAt = async (url: string): Promise<string> => (await fetch(url)).text();
