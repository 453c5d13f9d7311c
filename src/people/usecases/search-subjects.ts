import { InvalidRequest, type PartnerId, type Relation, type SubjectRef } from '../../contract/index.js';
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
  const { enrolment } = database.prisma;
  if (cursor !== undefined && (await enrolment.count({ where: { ref: cursor, partner } })) === 0)
    throw new InvalidRequest([{ pointer: '/cursor', reason: 'is not from a page of this list' }]);
  const rows = await enrolment.findMany({
    where: { partner },
    orderBy: [{ enrolledAt: 'desc' }, { ref: 'desc' }],
    take: limit + 1,
    ...(cursor !== undefined && { cursor: { ref: cursor }, skip: 1 }),
  });
  const page = rows.slice(0, limit);
  return {
    items: page.map((row) => ({
      id: row.ref as SubjectRef,
      relation: row.relation as Relation,
      enrolledAt: row.enrolledAt.toISOString(),
    })),
    next: rows.length > limit ? (page.at(-1)?.ref ?? null) : null,
  };
}
