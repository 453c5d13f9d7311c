/** The search form, and what it asks for. Pure. */
import { type AccessSearch, accessSearch } from '../../contract/index.js';
import { compileWhenAsked } from '../../kernel/index.js';

/** As a form sends it: what is left open comes empty. */
export const logFields = [
  'reason',
  'partner',
  'professional',
  'function',
  'purpose',
  'field',
  'basis',
  'outcome',
  'emergency',
  'from',
  'to',
  'childPartner',
  'childSubject',
  'receipt',
  'dataSubject',
] as const;
export type LogField = (typeof logFields)[number];
export type LogForm = Readonly<Record<LogField, string>>;

const check = compileWhenAsked<AccessSearch>(accessSearch);

/** Which field of the form each member of the search comes from. */
const fieldAt = (pointer: string): LogField =>
  pointer.startsWith('/child/partner')
    ? 'childPartner'
    : pointer.startsWith('/child')
      ? 'childSubject'
      : (logFields.find((field) => pointer === `/${field}`) ?? 'reason');

/** The search, or the fields that do not have the right form. */
export function searchIn(
  form: LogForm,
  page: { readonly cursor?: string; readonly limit?: number } = {},
): { readonly search: AccessSearch } | { readonly malformed: readonly LogField[] } {
  const { childPartner, childSubject, emergency, ...rest } = form;
  const given = Object.entries(rest)
    .map(([name, value]) => [name, value.trim()] as const)
    .filter(([, value]) => value !== '');
  const looksUp = childSubject.trim() !== '';
  const search: unknown = {
    ...Object.fromEntries(given),
    ...(emergency !== '' && { emergency: true }),
    ...(looksUp && { child: { partner: childPartner, subject: childSubject.trim() } }),
    ...page,
  };
  const faults = check(search);
  if (faults.length === 0) return { search: search as AccessSearch };
  return { malformed: [...new Set(faults.map(({ pointer }) => fieldAt(pointer)))] };
}
