import { InvalidRequest, type PartnerId, type Relation, type SubjectRef } from '../../contract/index.js';
import { isOwnChild, ownChildren } from '../store/own-children.js';
import type { PeopleNeeds } from './needs.js';

export interface SubjectPage {
  readonly items: readonly {
    readonly id: SubjectRef;
    readonly relation: Relation;
    readonly enrolledAt: string;
  }[];
  readonly next: string | null;
}

/**
 * The partner's own children, newest first.
 *
 * @param cursor the last id of the page before
 */
export async function searchSubjects(
  { database }: Pick<PeopleNeeds, 'database'>,
  partner: PartnerId,
  { cursor, limit = 50 }: { readonly cursor?: string; readonly limit?: number },
): Promise<SubjectPage> {
  const { prisma } = database;
  if (cursor !== undefined && !(await isOwnChild(prisma, partner, cursor)))
    throw new InvalidRequest([{ pointer: '/cursor', reason: 'is not from a page of this list' }]);
  const rows = await ownChildren(prisma, partner, { after: cursor, limit: limit + 1 });
  const page = rows.slice(0, limit);
  return {
    items: page.map((row) => ({ ...row, enrolledAt: row.enrolledAt.toISOString() })),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}
