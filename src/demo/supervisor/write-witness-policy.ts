/** The agents of the invented world are witnesses of the ledger: which, and how many must have cosigned. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSecretFile, generatePrivateJwk, SecretFileUnusable } from '../../kernel/index.js';
import { cosignerOf } from '../../tlog/index.js';
import { partnerNames } from '../world/index.js';
import { type Surroundings, witnessOf } from './process-settings.js';

/** Writes the hub's policy before the agents run, so their keys are made here; nothing in a world without witnesses. */
export async function writeWitnessPolicy({ folders, world }: Surroundings): Promise<void> {
  const lines: string[] = [];
  for (const partner of partnerNames) {
    const witness = witnessOf(world, partner);
    if (witness === null) return;
    const vkey = await vkeyIn(join(folders.of(partner), 'state'), witness.name);
    lines.push(`witness ${partner} ${vkey} http://localhost:${witness.port}`);
  }
  lines.push(`group partners 2 ${partnerNames.join(' ')}`, 'quorum partners');
  await writeFile(folders.witnessPolicy, `${lines.join('\n')}\n`);
}

async function vkeyIn(stateFolder: string, name: string): Promise<string> {
  const file = join(stateFolder, 'witness-key.json');
  await mkdir(stateFolder, { recursive: true, mode: 0o700 });
  const fresh = `${JSON.stringify(await generatePrivateJwk('Ed25519'), null, 2)}\n`;
  await createSecretFile(file, fresh).catch((error: unknown) => {
    if (!(error instanceof SecretFileUnusable)) throw error;
  });
  return cosignerOf(name, JSON.parse(await readFile(file, 'utf8'))).verifier.vkey;
}
