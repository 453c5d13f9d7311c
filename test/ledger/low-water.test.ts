import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LowWater, raiseLowWater } from '../../src/ledger/domain/low-water.js';

interface Transaction {
  readonly xid: bigint;
  readonly seqs: bigint[];
}

const steps = fc.array(
  fc.oneof(
    fc.constant({ act: 'begin' as const }),
    fc.record({ act: fc.constant('draw' as const), which: fc.nat(20) }),
    fc.record({ act: fc.constantFrom('commit' as const, 'abort' as const), which: fc.nat(20) }),
    fc.constant({ act: 'sequence' as const }),
  ),
  { maxLength: 120 },
);

describe('the low-water mark', () => {
  it('never passes an entry that is still to be committed, whatever the transactions do', () => {
    fc.assert(
      fc.property(steps, (history) => {
        let [xid, seq, low]: [bigint, bigint, LowWater] = [1n, 1n, { mark: 0n, candidate: null }];
        const [open, committed, sequenced]: [Transaction[], bigint[], Set<bigint>] = [[], [], new Set()];
        for (const step of history) {
          const which = 'which' in step ? step.which % Math.max(open.length, 1) : 0;
          if (step.act === 'begin') open.push({ xid: xid++, seqs: [] });
          else if (step.act === 'draw') open[which]?.seqs.push(seq++);
          else if (step.act === 'commit') {
            const seqs = open.splice(which, 1)[0]?.seqs ?? [];
            for (const drawn of seqs) expect(drawn > low.mark).toBe(true);
            committed.push(...seqs);
          } else if (step.act === 'abort') open.splice(which, 1);
          else {
            // The list is in order of beginning.
            const xmin = open[0]?.xid ?? xid;
            for (const each of committed.filter((one) => one > low.mark)) sequenced.add(each);
            const covered = [...sequenced].reduce((most, each) => (each > most ? each : most), 0n);
            low = raiseLowWater(low, { xmin, xmax: xid }, covered);
          }
        }
        // And it does move: two quiet rounds bring it to everything that was sequenced.
        if (open.length === 0) {
          const covered = [...sequenced].reduce((most, each) => (each > most ? each : most), 0n);
          for (let round = 0; round < 3; round += 1)
            low = raiseLowWater(low, { xmin: xid, xmax: xid }, covered);
          expect(low.mark).toBe(covered);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
