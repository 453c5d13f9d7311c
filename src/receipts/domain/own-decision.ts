import type { DecidedFlow, Decision, DecisionId, PartnerId, RecordedChannel } from '../../contract/index.js';
import type { Json, JsonObject } from '../../kernel/index.js';
import type { Evidence } from '../../ledger/index.js';

/** What a person decided, as the own part of the entry tells it. */
export interface OwnDecision {
  readonly id: DecisionId;
  readonly ruleVersion: string;
  readonly noticeHash: string;
  readonly language: string;
  readonly flows: readonly DecidedFlow[];
}

/** The value under a topic of disclosures that were checked; null where it was erased. */
export function partOn(topic: string, disclosures: readonly string[]): Json | null {
  for (const disclosure of disclosures) {
    const [, of, value] = JSON.parse(disclosure) as readonly [string, string, Json];
    if (of === topic) return value;
  }
  return null;
}

/** Null where the part that says what was decided was erased. */
export function ownDecision({ payload }: Evidence, disclosures: readonly string[]): OwnDecision | null {
  const decided = partOn('decision', disclosures) as unknown as Decision | null;
  if (decided === null) return null;
  const { noticeHash, language, flows } = decided;
  return {
    id: String(payload.decision) as DecisionId,
    ruleVersion: String(payload.ruleVersion),
    noticeHash,
    language,
    flows,
  };
}

/** How a decision or withdrawal came in where the person did not do it in an own session. */
export interface Hand {
  readonly channel: RecordedChannel | 'code';
  /** That wrote it down; null where whoever held the paper used its code. */
  readonly partner: PartnerId | null;
}

/** Of an entry on consent; null for what the person did in an own session. */
export function handIn(payload: JsonObject): Hand | null {
  const told = (payload.recorded ?? payload.through) as Partial<Hand> | undefined;
  if (told?.channel === undefined) return null;
  return { channel: told.channel, partner: told.partner ?? null };
}
