/** A mother who never signs in: invited, of authority, and asked on paper by the school. */
import type { ConsentRequestId } from '../../src/contract/index.js';
import { type Family, mandatory, newFamily, purpose } from './family.js';
import { colleague, professional, type World } from './world.js';

export interface OnPaper {
  readonly family: Family;
  readonly request: ConsentRequestId;
  /** The school's own name for the mother. */
  readonly person: string;
  readonly submission: (change?: object) => Record<string, unknown>;
  /** Writes down a yes, or what the change makes of it; answers the reply. */
  readonly record: (change?: object, status?: number, by?: string) => ReturnType<World['call']>;
}

export async function onPaper(world: World, kind = 'single'): Promise<OnPaper> {
  const family = await newFamily(world, '2018-03-01');
  const invited = await world.call(
    'post',
    `/v1/subjects/${family.ref}/invitations`,
    professional(family.school),
    { as: 'guardian' },
    201,
  );
  const person: string = invited.body.person;
  await family.authority({ as: '', child: '' as never, ref: person }, kind);
  if (kind === 'single') await family.confirmLatest();
  const request = await family.ask();
  const noticeHash = world.catalogue.noticeFor(purpose, 1, 'nl', 'guardian').hash;
  const submission = (change: object = {}) => ({
    person,
    channel: 'paper',
    signedOn: '2026-11-20',
    version: 1,
    language: 'nl',
    noticeHash,
    choice: 'given',
    flows: [{ flow: 'school-jgz', fields: mandatory }],
    ...change,
  });
  return {
    family,
    request,
    person,
    submission,
    record: (change = {}, status = 201, by = colleague(family.school, 'schrijver')) =>
      world.call('post', `/v1/consent-requests/${request}/recordings`, by, submission(change), status),
  };
}

/** Another professional, at the other partner unless told. */
export const witness = (
  world: World,
  { family }: OnPaper,
  code: string,
  status = 201,
  by: { readonly as: string; readonly ref: string } = {
    as: colleague(family.jgz, 'getuige'),
    ref: family.jgzRef,
  },
) => world.call('post', '/v1/recordings/_witness', by.as, { code, subject: by.ref }, status);

/** By whoever holds the paper. */
export const byPaper = (world: World, what: '_read' | '_undo', code: string, status = 200) =>
  world.call('post', `/v1/recordings/${what}`, 'nobody', { code }, status);
