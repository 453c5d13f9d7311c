/** What a teacher writes down with a parent, and what the paper is then good for. */
import type { Caller } from './caller.js';
import { decisionOn, type Family, type Parent, questionsOf } from './family.js';
import { must } from './hub.js';

/** On the newest question, for all that it offers; answers the code on the parent's paper. */
export async function writeDown(
  { teacher }: Pick<Family, 'teacher'>,
  parent: Parent,
  channel: 'assisted' | 'paper' = 'assisted',
): Promise<string> {
  const [question] = await questionsOf(parent);
  if (question === undefined) throw new Error('the family was asked');
  const { noticeHash, language, version, flows } = decisionOn(question, 'given');
  const path = `/v1/consent-requests/${question.request}/recordings`;
  const { body } = await must(
    teacher.post(path, {
      ...{ person: parent.person, channel, choice: 'given', version, noticeHash, language },
      ...(channel === 'paper' && { signedOn: '2026-01-05' }),
      flows: flows.map(({ flow, fields }) => ({ flow, fields })),
    }),
  );
  return String(body.code);
}

/** The second professional, who holds the paper. */
export const standFor = (witness: Caller, subject: string, code: string) =>
  must(witness.post('/v1/recordings/_witness', { subject, code }));

/** The id of what was written down, which whoever holds its code may read. */
export const idOnPaper = async ({ teacher, atSchool }: Family, code: string): Promise<string> =>
  String((await must(teacher.post('/v1/recordings/_search', { code, subject: atSchool }))).body.id);
