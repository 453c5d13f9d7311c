import type { PartnerId, Relation, SubjectRef } from '../../contract/index.js';
import type { Database } from '../../database/index.js';

export interface OwnChild {
  readonly id: SubjectRef;
  readonly relation: Relation;
  readonly enrolledAt: Date;
}

type Prisma = Database['prisma'];

export const isOwnChild = async ({ enrolment }: Prisma, partner: PartnerId, ref: string): Promise<boolean> =>
  (await enrolment.count({ where: { ref, partner } })) > 0;

/** The partner's own children, newest first. */
export async function ownChildren(
  { enrolment }: Prisma,
  partner: PartnerId,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly OwnChild[]> {
  const { after, limit } = page;
  const rows = await enrolment.findMany({
    where: { partner },
    orderBy: [{ enrolledAt: 'desc' }, { ref: 'desc' }],
    take: limit,
    ...(after !== undefined && { cursor: { ref: after }, skip: 1 }),
  });
  return rows.map(({ ref, relation, enrolledAt }) => ({
    id: ref as SubjectRef,
    relation: relation as Relation,
    enrolledAt,
  }));
}
