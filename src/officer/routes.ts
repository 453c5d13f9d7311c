import { processingActivities, type Role, type Route, route } from '../contract/index.js';
import type { Database, Tx } from '../database/index.js';
import type { Catalogue } from '../purposes/index.js';
import { activityOf, type ListedPartner } from './domain/register.js';

export interface OfficerNeeds {
  readonly database: Pick<Database, 'reader'>;
  readonly catalogue: Pick<Catalogue, 'purposes' | 'roles' | 'role' | 'plays'>;
  readonly partners: { withRoles(tx: Tx, roles: readonly Role[]): Promise<readonly ListedPartner[]> };
  /** What the hub keeps when a child is erased, and on which article. */
  readonly retention: {
    readonly classes: readonly {
      readonly class: string;
      readonly keep: { readonly years: number; readonly article: string; readonly why: string } | null;
    }[];
  };
  readonly publicUrl: string;
  readonly contactEmail: string;
}

export const officerRoutes = (needs: OfficerNeeds): readonly Route[] => [
  route({
    method: 'GET',
    path: '/v1/processing-activities',
    callers: ['officer'],
    scope: 'hub:oversee',
    tag: 'Officers',
    summary:
      'The records of processing activities (AVG art. 30), as the hub goes by them now; names no person',
    responses: { 200: processingActivities },
    problems: [],
    handler: async () => {
      const { database, catalogue, partners, retention, publicUrl, contactEmail } = needs;
      const roles = catalogue.roles().map(({ role }) => role);
      const registered = await partners.withRoles(database.reader, roles);
      const keeps = retention.classes.map(({ class: name, keep }) => ({
        class: name,
        keep: keep === null ? null : { years: keep.years, article: keep.article, why: keep.why },
      }));
      return {
        status: 200,
        body: {
          hub: { origin: publicUrl, contactEmail, keeps },
          items: catalogue.purposes().map((purpose) => activityOf(purpose, catalogue, registered)),
        },
      };
    },
  }),
];
