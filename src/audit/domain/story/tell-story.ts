import type { EntryId, ExchangeStory, Purpose } from '../../../contract/index.js';
import { base64url, sha256 } from '../../../kernel/index.js';
import { ownEntries, partOf, type StoryMaterial } from './material.js';
import { decisionsOf, type PolicyTexts } from './tell-decisions.js';
import {
  consentsOf,
  contentOf,
  factsOf,
  type NoticeOf,
  PersonNumbers,
  publishedPurpose,
} from './tell-facts.js';
import { type NameOf, stopsOf, tasksOf } from './tell-tasks.js';

export interface Telling {
  readonly nameOf: NameOf;
  readonly noticeOf: NoticeOf;
  readonly policiesIn: PolicyTexts;
}

/** One exchange as an officer reads it: nothing of it names a child or a person around it. */
export function tellStory(material: StoryMaterial, { nameOf, noticeOf, policiesIn }: Telling): ExchangeStory {
  const { asked, entries, checkpoint, verifierKeys } = material;
  const purpose = contentOf<Purpose>(publishedPurpose(material));
  const numbers = new PersonNumbers();
  return {
    exchange: asked.id,
    state: asked.state,
    request: requestOf(material, purpose, nameOf),
    decisions: decisionsOf(material, policiesIn),
    facts: factsOf(material, numbers),
    consents: consentsOf(material, numbers, { noticeOf, nameOf }),
    tasks: tasksOf(material, purpose?.flows ?? [], nameOf),
    stops: stopsOf(material),
    reviews: reviewsOf(material),
    measures: measuresOf(material),
    entries: entries.map(({ id, kind, payload, proof }) => ({
      ...{ entry: id, event: payload.event, kind, at: payload.at },
      ...{ index: proof.index, leaf: proof.leaf, hashes: [...proof.hashes] },
    })),
    erased: erasedIn(material),
    checkpoint,
    verifierKeys: [...verifierKeys],
  };
}

interface Professional {
  readonly function: string | null;
  readonly acr: string;
}

function requestOf(
  material: StoryMaterial,
  purpose: Purpose | null,
  nameOf: NameOf,
): ExchangeStory['request'] {
  const { asked, entries } = material;
  const decision = entries.find(({ id }) => id === asked.decisionEntry);
  const who = decision === undefined ? null : partOf<Professional>(decision, 'professional');
  const { code, text = null } = {
    code: asked.question,
    ...purpose?.questions.find((question) => question.code === asked.question),
  };
  return {
    askedAt: asked.askedAt.toISOString(),
    deadlineAt: asked.deadlineAt.toISOString(),
    partner: { id: asked.requester, name: nameOf(asked.requester), role: asked.requesterRole },
    professional: { account: asked.account, function: asked.function, acr: who?.acr || null },
    purpose: {
      id: asked.purpose,
      version: asked.version,
      title: purpose?.title ?? asked.purpose,
      digest: String(publishedPurpose(material)?.payload.digest),
    },
    question: { code, text },
    fields: [...asked.fields],
    ...{ emergency: asked.emergency, secondProfessional: asked.secondProfessional },
    colleaguesChild: asked.colleaguesChild,
    hiddenUntil: (decision?.payload.hiddenUntil ?? null) as string | null,
    keyStatement: base64url(sha256(asked.keyStatement)),
  };
}

const reviewsOf = (material: StoryMaterial): ExchangeStory['reviews'] =>
  ownEntries(material)
    .filter(({ payload }) => payload.event === 'exchange.reviewed')
    .map(({ id, payload }) => {
      const { officer, verdict, hiding } = payload as unknown as ExchangeStory['reviews'][number];
      return { entry: id, at: payload.at, officer, verdict, hiding };
    });

const measuresOf = (material: StoryMaterial): ExchangeStory['measures'] =>
  ownEntries(material)
    .filter(({ payload }) => payload.event === 'exchange.warning-answered')
    .map(({ id, payload }) => {
      const { measure } = payload as unknown as ExchangeStory['measures'][number];
      return { entry: id, at: payload.at, measure };
    });

/** Named by an entry of the exchange, and not to be opened any more. */
export function erasedIn(material: StoryMaterial): EntryId[] {
  const opened = new Set<string>(material.entries.map(({ id }) => id));
  const named = ownEntries(material).flatMap(({ payload }) => payload.relies);
  return [...new Set(named)].filter((id) => !opened.has(id)) as readonly string[] as EntryId[];
}
