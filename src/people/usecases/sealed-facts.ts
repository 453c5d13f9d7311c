import type { SubjectId } from '../../contract/index.js';
import { type CivilDate, fromUtf8, parseCivilDate, utf8 } from '../../kernel/index.js';
import type { PeopleNeeds } from './needs.js';

type Sealing = Pick<PeopleNeeds, 'vault'>;

const contexts = { firstName: 'people/first-name', birthDate: 'people/birth-date' } as const;

export const sealFirstName = ({ vault }: Sealing, subject: SubjectId, name: string): Promise<Uint8Array> =>
  vault.seal(subject, 'identity', utf8(name), contexts.firstName);

export const openFirstName = async (
  { vault }: Sealing,
  subject: SubjectId,
  sealed: Uint8Array,
): Promise<string> => fromUtf8(await vault.open(subject, 'identity', sealed, contexts.firstName));

/** Kept as long as the proof of consent, because it tells who had to consent. */
export const sealBirthDate = ({ vault }: Sealing, subject: SubjectId, date: CivilDate): Promise<Uint8Array> =>
  vault.seal(subject, 'consent-proof', utf8(date), contexts.birthDate);

export const openBirthDate = async (
  { vault }: Sealing,
  subject: SubjectId,
  sealed: Uint8Array,
): Promise<CivilDate> =>
  parseCivilDate(fromUtf8(await vault.open(subject, 'consent-proof', sealed, contexts.birthDate)));
