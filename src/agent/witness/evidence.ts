import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { base64url, createSecretFile, SecretFileUnusable, sha256 } from '../../kernel/index.js';
import type { Witnessed } from '../../tlog/index.js';

/** Two checkpoints that one log signed and that do not follow from each other. */
export interface Contradiction {
  readonly origin: string;
  /** Both are of one size: that alone convicts. Else the log did not prove what it should have been able to prove. */
  readonly proven: boolean;
  readonly seen: Witnessed;
  readonly brought: Witnessed;
}

export interface Evidence {
  /** @returns the file, or null when it was there already or there is more than enough */
  keep(contradiction: Contradiction): Promise<string | null>;
  /** Which kinds there are. */
  kinds(): Promise<{ readonly proven: boolean; readonly unproven: boolean }>;
}

/** Anyone can bring genuine checkpoints with a wrong proof; what convicts needs the log's own key twice. */
const most = { proven: 1_000, unproven: 1_000 };

/** Both notes, verbatim, in a file for each contradiction. */
export async function openEvidence(folder: string): Promise<Evidence> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files = async (kind: string): Promise<readonly string[]> =>
    (await readdir(folder)).filter((name) => name.startsWith(`${kind}-`) && name.endsWith('.json'));
  return {
    keep: async ({ origin, proven, seen, brought }) => {
      const kind = proven ? 'proven' : 'unproven';
      const text = JSON.stringify({ origin, proven, seen: seen.note, brought: brought.note }, null, 2);
      const name = `${kind}-${base64url(sha256(text)).slice(0, 22)}.json`;
      const kept = await files(kind);
      if (kept.includes(name) || kept.length >= most[kind]) return null;
      try {
        await createSecretFile(join(folder, name), `${text}\n`);
        return name;
      } catch (error) {
        if (error instanceof SecretFileUnusable) return null;
        throw error;
      }
    },
    kinds: async () => ({
      proven: (await files('proven')).length > 0,
      unproven: (await files('unproven')).length > 0,
    }),
  };
}
