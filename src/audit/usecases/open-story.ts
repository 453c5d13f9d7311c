import {
  type ExchangeId,
  type ExchangeStory,
  type Officer,
  type PartnerId,
  partnerOf,
} from '../../contract/index.js';
import { base64url, canonicalJson, sha256 } from '../../kernel/index.js';
import { policiesInTexts } from '../../policy/index.js';
import type { Audience, Notice } from '../../purposes/offline.js';
import type { PolicySet, StoryMaterial } from '../domain/story/material.js';
import { narrowMaterial, narrowStory } from '../domain/story/narrow-story.js';
import { type NoticeOf, recordersIn } from '../domain/story/tell-facts.js';
import { tellStory } from '../domain/story/tell-story.js';
import { partnerNames } from '../store/exchange-story.js';
import { collectStory } from './collect-story.js';
import type { AuditNeeds } from './needs.js';
import { recordInspection } from './record-inspection.js';

/**
 * Opens one exchange to its whole story, with the proof of every entry; to the officer of one partner what that may know. The look is recorded before it is answered.
 *
 * @throws NotFound also where the child was erased
 * @throws LedgerUnavailable | SealBroken | CommitmentBroken
 */
export async function openStory(
  needs: AuditNeeds,
  officer: Officer,
  exchange: ExchangeId,
  reason: string,
): Promise<ExchangeStory> {
  const { asked } = await recordInspection(needs, officer, { exchange, reason, taken: false });
  const partner = partnerOf(officer);
  const whole = await collectStory(needs, asked, partner);
  const material = partner === null ? whole : narrowMaterial(whole, partner);
  const names = await namesIn(needs, material);
  const story = tellStory(material, {
    nameOf: (partner) => names.get(partner) ?? partner,
    noticeOf: noticesIn(needs),
    policiesIn: (set) => (isWhole(set) ? policiesInTexts(set.texts) : new Map()),
  });
  return partner === null ? story : narrowStory(story, partner);
}

/** What was kept is shown only where it leads to the digest that the log published. */
export const isWhole = ({ digest, texts }: PolicySet): boolean =>
  base64url(sha256(canonicalJson(texts))) === digest;

async function namesIn(
  { database }: AuditNeeds,
  material: StoryMaterial,
): Promise<ReadonlyMap<PartnerId, string>> {
  const { asked, tasks } = material;
  const ids = [...new Set([asked.requester, ...tasks.map(({ source }) => source), ...recordersIn(material)])];
  return new Map((await partnerNames(database.reader, ids)).map(({ id, name }) => [id, name]));
}

/** The very text of which a decision holds the hash. */
export const noticesIn =
  ({ catalogue }: Pick<AuditNeeds, 'catalogue'>): NoticeOf =>
  ({ purpose, version, language, hash }) => {
    const audiences: readonly Audience[] = ['guardian', 'young-person'];
    const texts = audiences.map((audience) => catalogue.notice(purpose, version, language, audience));
    return texts.find((notice): notice is Notice => notice?.hash === hash) ?? null;
  };
