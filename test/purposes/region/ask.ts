/** Asking for the fields of a purpose, and what reaches which source. */
import { randomBytes } from 'node:crypto';
import { sealTextFor, sealTextForOfficers } from '../../../src/agent/domain/sealed-text.js';
import {
  type ExchangeId,
  type KeyStatement,
  type Purpose,
  reviewingOfficer,
  signStatement,
  type Task,
} from '../../../src/contract/index.js';
import { base64url, generatePrivateJwk, type PrivateJwk, publicJwkOf } from '../../../src/kernel/index.js';
import type { Answer } from '../../harness/caller.js';
import { must } from '../../harness/hub.js';
import { claimsOf } from './as-agent.js';
import type { RegionChild } from './child.js';
import type { Member, Region } from './region.js';

export interface Asked {
  readonly exchange: ExchangeId;
  readonly question: string;
  readonly fields: readonly string[];
  readonly keyStatement: string;
  readonly privateJwk: PrivateJwk;
}

export interface Asking {
  readonly answer: Answer;
  readonly asked: Asked;
}

/** A professional of `by` asks about `subject`; in an emergency with a necessity and a colleague behind it. */
export async function ask(
  region: Region,
  by: Member,
  subject: string,
  purpose: Purpose,
  fields: readonly string[],
): Promise<Asking> {
  const privateJwk = await generatePrivateJwk('X25519');
  const now = Math.floor(Date.now() / 1_000);
  const keyStatement = await signStatement(by.signing, 'kernhub-key+jwt', {
    iss: by.id,
    jti: base64url(randomBytes(16)),
    purpose: purpose.id,
    version: purpose.version,
    fields: [...fields],
    jwk: publicJwkOf(privateJwk) as KeyStatement['jwk'],
    iat: now,
    exp: now + 20_000,
  });
  const question = purpose.questions[0]?.code ?? '';
  const body = { subject, purpose: purpose.id, question, keyStatement };
  const urgent = purpose.emergency === null ? {} : await urgency(region, by, subject, purpose, keyStatement);
  const answer = await by.professional.post('/v1/exchanges', { ...body, ...urgent });
  const exchange = String(answer.body.id ?? answer.body.exchange) as ExchangeId;
  return { answer, asked: { exchange, question, fields, keyStatement, privateJwk } };
}

async function urgency(region: Region, by: Member, subject: string, purpose: Purpose, keyStatement: string) {
  await by.colleague.post('/v1/emergency-approvals', { subject, purpose: purpose.id });
  const text = 'Verzonnen noodzaak: ouder niet bereikbaar, met collega overlegd.';
  const sources = region.roster.partners.filter(({ id }) => id !== by.id).slice(0, 3);
  const order = { kind: 'necessity', text, from: by.id, keyStatement } as const;
  const forSources = (await sealTextFor(order, sources)) ?? [];
  const forOfficers = (await sealTextForOfficers(order, region.roster)) ?? [];
  return { necessity: [...forSources, ...forOfficers.map((text) => ({ to: reviewingOfficer, ...text }))] };
}

export interface TakenTask {
  readonly source: Member;
  readonly task: Task;
  /** Flow, source and fields, as the ticket says. */
  readonly says: string;
}

/** Every task of an exchange, at every source of the child's team. */
export async function tasksOf(child: RegionChild, exchange: string): Promise<readonly TakenTask[]> {
  const taken = await Promise.all(
    child.team.map(async ({ member: source }) => {
      const { body } = await must(source.system.get('/v1/tasks?limit=20'));
      return (body.items as readonly Task[])
        .filter((task) => claimsOf(task).exchange === exchange)
        .map((task) => ({ source, task, says: line(claimsOf(task).flow, source, claimsOf(task).fields) }));
    }),
  );
  return taken.flat();
}

export const line = (flow: string, source: Member, fields: readonly string[]): string =>
  `${flow} from ${source.name}: ${[...fields].sort().join(', ')}`;

/** So that nothing is left for the next question. */
export async function declineAll(tasks: readonly TakenTask[]): Promise<void> {
  for (const { source, task } of tasks) {
    const decline = { reason: 'professional-declined', causes: [] };
    const by = task.manual ? source.professional : source.system;
    await must(by.post(`/v1/tasks/${task.id}/declines`, decline));
  }
}
