import type { Tx } from '../../database/index.js';
import type { WitnessPolicy } from '../../tlog/index.js';
import { LedgerUnavailable } from '../domain/errors.js';
import { cosignedNote, headToHandOut, healthOf, type WitnessHealth } from '../domain/witnessing.js';
import { type CosignedHead, cosignedHeads, newestCosigned } from '../store/cosignatures.js';
import { type Head, publishedHead } from '../store/tree.js';

export type Checkpoint = Pick<Head, 'size' | 'note'>;

export interface HandingOut {
  /** The newest that is published, whoever signed it. @throws LedgerUnavailable before the first */
  published(): Promise<Checkpoint>;
  /** The one to give to others, with the cosignatures that it has. @throws LedgerUnavailable before the first */
  handedOut(): Promise<Checkpoint>;
  /** Null without a policy. @throws LedgerUnavailable before the first */
  witnessHealth(): Promise<WitnessHealth | null>;
}

export interface HandingOutDeps {
  readonly reader: Tx;
  readonly logId: number;
  readonly publishEveryMs: number;
  readonly policy: WitnessPolicy | null;
  /** How long a checkpoint with a quorum is preferred to newer ones without. */
  readonly witnessGraceMs: number;
}

/** How far back a quorum is looked for: to hand out, and to say how late it is. */
const lookBack = { handOut: 8, health: 64 } as const;
/** All change a few times in a publication's five seconds and are asked by everyone; in milliseconds. */
const rememberedFor = { published: 100, handOut: 100, health: 250 } as const;

export function handingOut(deps: HandingOutDeps): HandingOut {
  const { reader, logId, publishEveryMs, policy } = deps;
  const graceSeconds = deps.witnessGraceMs / 1_000;
  // A fiftieth of the interval at most: what is handed out is a moment older, and a proof in it costs no query.
  const published = remember(Math.min(rememberedFor.published, publishEveryMs / 50), async () => {
    const head = await publishedHead(reader, logId, publishEveryMs);
    if (head === null) throw new LedgerUnavailable();
    return head;
  });
  const heads = async (limit: number): Promise<readonly CosignedHead[]> =>
    cosignedHeads(reader, logId, (await published()).size, limit);
  return {
    published,
    handedOut:
      policy === null
        ? published
        : remember(rememberedFor.handOut, async () => {
            const head = headToHandOut(policy, await heads(lookBack.handOut), graceSeconds);
            if (head === undefined) throw new LedgerUnavailable();
            return { size: head.size, note: cosignedNote(policy, head) };
          }),
    witnessHealth: remember(rememberedFor.health, async () => {
      if (policy === null) return null;
      const vkeys = policy.witnesses.map(({ key }) => key.vkey);
      const [recent, newest] = [await heads(lookBack.health), await newestCosigned(reader, logId, vkeys)];
      return healthOf(policy, recent, newest, graceSeconds);
    }),
  };
}

/** The answer again for a while, and one question at a time; a failure is forgotten at once. */
function remember<T>(milliseconds: number, ask: () => Promise<T>): () => Promise<T> {
  let last: { readonly answer: Promise<T>; readonly until: number } | null = null;
  return () => {
    if (last !== null && performance.now() < last.until) return last.answer;
    const answer = ask();
    const asked = { answer, until: performance.now() + milliseconds };
    last = asked;
    answer.catch(() => {
      if (last === asked) last = null;
    });
    return answer;
  };
}
