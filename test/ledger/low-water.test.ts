import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LowWater, passCandidate, wantsCandidate } from '../../src/ledger/domain/low-water.js';

interface Transaction {
  readonly xid: bigint;
  readonly seqs: bigint[];
}

const steps = fc.array(
  // Few at once, so that the lowest that runs is often the highest that began too.
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({ act: 'begin' as const }) },
    { weight: 4, arbitrary: fc.record({ act: fc.constant('draw' as const), which: fc.nat(20) }) },
    { weight: 3, arbitrary: fc.record({ act: fc.constant('commit' as const), which: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('abort' as const), which: fc.nat(20) }) },
    { weight: 4, arbitrary: fc.constant({ act: 'sequence' as const }) },
  ),
  { maxLength: 120, size: 'max' },
);

/** Transaction ids and snapshots as PostgreSQL gives them. */
class Server {
  #next = 1n;
  #highestEnded = 0n;
  readonly open: Transaction[] = [];

  begin(): Transaction {
    const begun = { xid: this.#next++, seqs: [] };
    this.open.push(begun);
    return begun;
  }

  end(which: number): readonly bigint[] {
    const [ended] = this.open.splice(which, 1);
    if (ended === undefined) return [];
    if (ended.xid > this.#highestEnded) this.#highestEnded = ended.xid;
    return ended.seqs;
  }

  /** The lowest that runs; where none below does, one above the highest that ended, though others may run from there. */
  get xmin(): bigint {
    const above = this.#highestEnded + 1n;
    const lowest = this.open[0]?.xid ?? above;
    return lowest < above ? lowest : above;
  }
}

const highest = (seqs: Iterable<bigint>): bigint =>
  [...seqs].reduce((most, each) => (each > most ? each : most), 0n);

describe('the low-water mark', () => {
  it('never passes an entry that is still to be committed, whatever the transactions do', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const server = new Server();
        let [seq, low]: [bigint, LowWater] = [1n, { mark: 0n, candidate: null }];
        const [committed, sequenced]: [bigint[], Set<bigint>] = [[], new Set()];
        const sequence = (): void => {
          const { xmin } = server;
          for (const each of committed.filter((one) => one > low.mark)) sequenced.add(each);
          low = passCandidate(low, xmin);
          const covered = highest(sequenced);
          if (!wantsCandidate(low, covered)) return;
          const { xid } = server.begin();
          server.end(server.open.length - 1);
          low = { ...low, candidate: { mark: covered, horizon: xid } };
        };
        for (const step of history) {
          const which = 'which' in step ? step.which % Math.max(server.open.length, 1) : 0;
          if (step.act === 'begin') server.begin();
          else if (step.act === 'draw') server.open[which]?.seqs.push(seq++);
          else if (step.act === 'commit') {
            const seqs = server.end(which);
            for (const drawn of seqs) expect(drawn > low.mark).toBe(true);
            committed.push(...seqs);
          } else if (step.act === 'abort') server.end(which);
          else sequence();
        }
        // And it does move: some quiet rounds bring it to everything that was sequenced.
        if (server.open.length > 0) return;
        for (let round = 0; round < 4; round += 1) sequence();
        expect(low.mark).toBe(highest(sequenced));
      }),
      { numRuns: 2_000 },
    );
  });
});
