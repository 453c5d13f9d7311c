import { NotFound, type ProcessingActivities, type ProcessingActivity } from '../../contract/index.js';
import { activityOf, type ListedPartner } from '../domain/register.js';
import type { RegisterNeeds } from '../needs.js';

/** The records of processing activities (AVG art. 30), as the hub goes by them now. */
export async function readRegister(needs: RegisterNeeds): Promise<ProcessingActivities> {
  const { catalogue, retention, publicUrl, contactEmail } = needs;
  const registered = await listPartners(needs);
  const keeps = retention.classes.map(({ class: name, keep }) => ({
    class: name,
    keep: keep === null ? null : { years: keep.years, article: keep.article, why: keep.why },
  }));
  return {
    hub: { origin: publicUrl, contactEmail, keeps },
    items: catalogue.purposes().map((purpose) => activityOf(purpose, catalogue, registered, publicUrl)),
  };
}

/** One version of an activity, also one that is no longer in force, with who could take part in it now. @throws NotFound */
export async function readActivity(
  needs: RegisterNeeds,
  purpose: string,
  version: number,
): Promise<ProcessingActivity> {
  const found = needs.catalogue.version(purpose, version);
  if (found === null) throw new NotFound();
  return activityOf(found, needs.catalogue, await listPartners(needs), needs.publicUrl);
}

/** Everyone who takes part, in any state. */
export const listPartners = ({
  database,
  catalogue,
  partners,
}: Pick<RegisterNeeds, 'database' | 'catalogue' | 'partners'>): Promise<readonly ListedPartner[]> =>
  partners.withRoles(
    database.reader,
    catalogue.roles().map(({ role }) => role),
  );

/** The names of those, by id. */
export const partnerNames = async (
  needs: Parameters<typeof listPartners>[0],
): Promise<ReadonlyMap<string, string>> =>
  new Map((await listPartners(needs)).map(({ id, name }) => [id, name]));
