import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { base64, type Clock, fromBase64 } from '../../kernel/index.js';
import {
  type Cosigner,
  type Judgement,
  judgeCheckpoint,
  sizeContentType,
  type VerifierKey,
  type Witnessed,
} from '../../tlog/index.js';
import { type Evidence, openEvidence } from './evidence.js';
import { openSeenStates, type Seen, type SeenStates } from './seen-states.js';

export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly type: string;
  readonly body: string;
}

export interface Witness {
  /** C2SP vkey, for the log's policy. */
  readonly vkey: string;
  /** What to answer to the body of `POST /add-checkpoint`; a cosignature only once its state is on disk. */
  addCheckpoint(body: string): Promise<WitnessAnswer>;
  /** Codes that someone must look at. */
  alarms(): Promise<readonly string[]>;
}

export interface WitnessParts {
  readonly cosigner: Cosigner;
  /** Those that are trusted now; a key's name is the origin it may speak for. */
  readonly logKeys: () => readonly VerifierKey[];
  readonly folder: string;
  readonly clock: Clock;
  readonly log: (event: string, facts?: Readonly<Record<string, string | number | boolean>>) => void;
}

const plain = 'text/plain; charset=utf-8';

/**
 * A witness (https://c2sp.org/tlog-witness): cosigns what follows from what it cosigned before, and keeps both notes of
 * what does not.
 *
 * @throws FileMalformed when its state was damaged
 */
export async function keepWitness(parts: WitnessParts): Promise<Witness> {
  const { cosigner, clock, folder, log } = parts;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const states = await openSeenStates(folder);
  const evidence = await openEvidence(join(folder, 'evidence'));
  return {
    vkey: cosigner.verifier.vkey,
    addCheckpoint: async (body) => {
      const { judgement, seen } = await judgeNext(states, parts.logKeys(), body);
      if (judgement.verdict === 'cosign') {
        const { checkpoint, text } = judgement;
        const seconds = Math.floor(clock.now().getTime() / 1_000);
        log('witness.cosigned', { origin: checkpoint.origin, size: checkpoint.size });
        return { status: 200, type: plain, body: cosigner.cosign(text, seconds) };
      }
      if (judgement.verdict === 'fork') await report(judgement, seen, evidence, log);
      return refusalOf(judgement, seen);
    },
    alarms: async () => {
      const { proven, unproven } = await evidence.kinds();
      return [...(proven ? ['ledger-forked'] : []), ...(unproven ? ['ledger-fork-suspected'] : [])];
    },
  };
}

type Fork = Extract<Judgement, { readonly verdict: 'fork' }>;

async function judgeNext(
  states: SeenStates,
  keys: readonly VerifierKey[],
  body: string,
): Promise<{ readonly judgement: Judgement; readonly seen: Witnessed | null }> {
  let outcome: { readonly judgement: Judgement; readonly seen: Witnessed | null } | null = null;
  await states.change((present) => {
    let seen: Witnessed | null = null;
    const judgement = judgeCheckpoint(body, keys, (origin) => {
      seen = seenOf(present, origin);
      return seen;
    });
    outcome = { judgement, seen };
    return judgement.verdict === 'cosign' ? after(present, judgement.checkpoint) : present;
  });
  if (outcome === null) throw new Error('a change asks for the next state');
  return outcome;
}

function seenOf({ logs }: Seen, origin: string): Witnessed | null {
  const found = logs.find((one) => one.origin === origin);
  return found === undefined ? null : { ...found, root: fromBase64(found.root) };
}

function after(present: Seen, { origin, size, root, note }: Witnessed): Seen {
  const before = present.logs.find((one) => one.origin === origin);
  if (before?.size === size) return present;
  const others = present.logs.filter((one) => one.origin !== origin);
  return { logs: [...others, { origin, size, root: base64(root), note }] };
}

async function report(
  { checkpoint, proven }: Fork,
  seen: Witnessed | null,
  evidence: Evidence,
  log: WitnessParts['log'],
): Promise<void> {
  // From nothing everything follows, and the same tree with a proof too many is no other tree.
  if (seen === null || seen.size === 0 || (seen.size === checkpoint.size && !proven)) return;
  const { origin } = checkpoint;
  const file = await evidence.keep({ origin, proven, seen, brought: checkpoint });
  const sizes = { seen: seen.size, brought: checkpoint.size };
  log('witness.fork', { origin, ...sizes, proven, evidence: file ?? 'kept before' });
}

function refusalOf(
  judgement: Exclude<Judgement, { readonly verdict: 'cosign' }>,
  seen: Witnessed | null,
): WitnessAnswer {
  const say = (status: WitnessAnswer['status'], sentence: string): WitnessAnswer => ({
    status,
    type: plain,
    body: `${sentence}\n`,
  });
  switch (judgement.verdict) {
    case 'malformed':
      return say(400, judgement.reason);
    case 'unknown-log':
      return say(404, 'this witness does not know the log');
    case 'not-signed':
      return say(403, 'no trusted key of the log signed the checkpoint');
    case 'conflict':
      return { status: 409, type: sizeContentType, body: `${judgement.size}\n` };
    case 'fork':
      return judgement.proven
        ? { status: 409, type: sizeContentType, body: `${seen?.size ?? 0}\n` }
        : say(422, 'the checkpoint was not proven to follow from the one that was cosigned last');
  }
}
