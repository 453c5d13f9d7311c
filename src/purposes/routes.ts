import {
  audience,
  closed,
  familyLanguage,
  familyTexts,
  NotFound,
  purpose,
  purposeList,
  type Route,
  route,
  slug,
  Type,
} from '../contract/index.js';
import type { Database } from '../database/index.js';
import type { Catalogue } from './domain/catalogue.js';
import { publishedPurposes } from './store.js';

const partnerCallers = ['system', 'professional'] as const;
const versionNumber = Type.String({ pattern: '^[1-9][0-9]{0,5}$' });

/** What partners read of the catalogue: purposes in force, and any version with its fields' schemas. */
export const purposesRoutes = (
  database: Pick<Database, 'prisma'>,
  catalogue: Catalogue,
): readonly Route[] => [
  route({
    method: 'GET',
    path: '/v1/purposes',
    callers: partnerCallers,
    summary: 'The purposes in force',
    tag: 'Purposes',
    responses: { 200: purposeList },
    problems: [],
    handler: async () => ({ status: 200, body: await purposesInForce(database, catalogue) }),
  }),
  route({
    method: 'GET',
    path: '/v1/purposes/{purpose}/versions/{version}',
    callers: partnerCallers,
    summary: 'One version of a purpose: flows, fields with their JSON Schema, questions, retention',
    tag: 'Purposes',
    params: closed({ purpose: slug, version: versionNumber }),
    responses: { 200: purpose },
    problems: ['not-found'],
    handler: async (_caller, { params }) => {
      const found = catalogue.version(params.purpose, Number(params.version));
      if (found === null) throw new NotFound();
      return { status: 200, body: found };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/purposes/{purpose}/versions/{version}/texts/{language}',
    callers: partnerCallers,
    summary:
      'What a family reads of it: the notice with its hash, and the labels; Dutch where nobody translated',
    tag: 'Purposes',
    params: closed({ purpose: slug, version: versionNumber, language: familyLanguage }),
    query: closed({ audience: Type.Optional(audience) }),
    responses: { 200: familyTexts },
    problems: ['not-found'],
    handler: async (_caller, { params, query }) => {
      const about = [params.purpose, Number(params.version), params.language] as const;
      const reader = query.audience ?? 'guardian';
      const labels = catalogue.labels(...about, reader);
      if (labels === null) throw new NotFound();
      return { status: 200, body: { notice: catalogue.noticeFor(...about, reader), labels } };
    },
  }),
];

async function purposesInForce({ prisma }: Pick<Database, 'prisma'>, catalogue: Catalogue): Promise<object> {
  const rows = await publishedPurposes(prisma);
  return {
    items: catalogue.purposes().flatMap(({ id, version, title }) => {
      const row = rows.find((r) => r.name === id && r.version === String(version));
      return row === undefined
        ? []
        : [{ id, version, title, publishedAt: row.publishedAt.toISOString(), digest: row.digest }];
    }),
  };
}
