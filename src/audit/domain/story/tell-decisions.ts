import type { ExchangeStory } from '../../../contract/index.js';
import { ownEntries, type PolicySet, type StoryEntry, type StoryMaterial } from './material.js';

/** Each policy of a set by its id, from its texts. */
export type PolicyTexts = (
  set: PolicySet,
) => ReadonlyMap<string, { readonly text: string; readonly file: string }>;

type Decision = ExchangeStory['decisions'][number];
type Outcome = Decision['outcome'];

const outcomes: Readonly<Record<string, Outcome>> = {
  'exchange.permitted': 'permitted',
  'exchange.refused': 'refused',
  'exchange.released': 'released',
};

/**
 * The decision on the request, then that of each release. The policies are those of then: a set of which the hub kept only
 * the digest has no text here, and never that of another set.
 */
export function decisionsOf(material: StoryMaterial, policiesIn: PolicyTexts): Decision[] {
  const sets = new Map(material.policies.map((set) => [set.digest, policiesIn(set)]));
  return ownEntries(material).flatMap((entry) => {
    const outcome = outcomes[entry.payload.event];
    return outcome === undefined ? [] : [decisionOf(entry, outcome, sets)];
  });
}

function decisionOf(
  { id, payload }: StoryEntry,
  outcome: Outcome,
  sets: ReadonlyMap<string, ReturnType<PolicyTexts>>,
): Decision {
  const digest = String(payload.policyDigest);
  const texts = sets.get(digest);
  return {
    entry: id,
    event: payload.event,
    at: payload.at,
    judgedOn: (payload.judgedOn ?? null) as string | null,
    outcome,
    refusal: (payload.refusal ?? null) as Decision['refusal'],
    policies: {
      digest,
      deciding: (payload.policies as readonly string[]).map((policy) => ({
        id: policy,
        file: texts?.get(policy)?.file ?? null,
        text: texts?.get(policy)?.text ?? null,
      })),
    },
    flows: flowsOf(payload),
    reliesOn: [...payload.relies] as Decision['reliesOn'],
  };
}

function flowsOf(payload: StoryEntry['payload']): Decision['flows'] {
  if (payload.event === 'exchange.released') return [payload].map(flowIn);
  return ((payload.tasks ?? []) as readonly StoryEntry['payload'][]).map(flowIn);
}

const flowIn = ({ task, flow, source, basis, fields }: StoryEntry['payload']) =>
  ({ task, flow, source, basis, fields }) as unknown as Decision['flows'][number];
