import type { CosignerKey, PolicyWitness, WitnessPolicy } from '../../tlog/index.js';

/** A checkpoint with what witnesses signed under it, as stored. */
export interface Cosigned {
  readonly size: number;
  readonly note: string;
  readonly cosignatures: readonly { readonly witness: string; readonly line: string }[];
  readonly supersededFor: number | null;
}

/** The note with the lines of the policy's witnesses under it. */
export function cosignedNote({ witnesses }: WitnessPolicy, { note, cosignatures }: Cosigned): string {
  const known = cosignatures.filter(({ witness }) => witnesses.some(({ key }) => key.vkey === witness));
  return `${note}${known.map(({ line }) => `${line}\n`).join('')}`;
}

export function hasQuorum(policy: WitnessPolicy, { cosignatures }: Cosigned): boolean {
  return policy.satisfiedBy(
    policy.witnesses
      .map(({ key }): CosignerKey => key)
      .filter(({ vkey }) => cosignatures.some(({ witness }) => witness === vkey)),
  );
}

/**
 * Which of the heads to hand out: the newest with a quorum as long as it is not overtaken for longer than `graceSeconds`,
 * else the newest. Who waits for witnesses that are gone would wait for ever, and what they missed can be seen.
 *
 * @param heads the newest first
 */
export function headToHandOut<H extends Cosigned>(
  policy: WitnessPolicy,
  heads: readonly H[],
  graceSeconds: number,
): H | undefined {
  const witnessed = heads.find((head) => hasQuorum(policy, head));
  return witnessed !== undefined && (witnessed.supersededFor ?? 0) <= graceSeconds ? witnessed : heads[0];
}

/** What operators watch. */
export interface WitnessHealth {
  /** Whether the checkpoint that is handed out now has the cosignatures that the policy demands. */
  readonly quorum: boolean;
  /** For how long the newest checkpoint with a quorum is overtaken, in whole seconds. */
  readonly lagSeconds: number;
  /** By their name in the policy: those that have fallen behind, or never signed. */
  readonly missing: readonly string[];
}

/** @param newest per vkey what a witness cosigned last */
export function healthOf(
  policy: WitnessPolicy,
  heads: readonly Cosigned[],
  newest: ReadonlyMap<string, { readonly supersededFor: number | null }>,
  graceSeconds: number,
): WitnessHealth {
  const handedOut = headToHandOut(policy, heads, graceSeconds);
  const witnessed = heads.find((head) => hasQuorum(policy, head));
  // None as far back as was looked: at least as late as the oldest of them.
  const lag = (witnessed ?? heads.at(-1))?.supersededFor ?? 0;
  const isMissing = ({ key }: PolicyWitness): boolean => {
    const last = newest.get(key.vkey);
    return last === undefined || (last.supersededFor ?? 0) > graceSeconds;
  };
  return {
    quorum: handedOut !== undefined && hasQuorum(policy, handedOut),
    lagSeconds: Math.max(0, Math.floor(lag)),
    missing: policy.witnesses.filter(isMissing).map(({ name }) => name),
  };
}
