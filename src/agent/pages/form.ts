/** What a browser sends from a form: every field as text, several times where several were chosen. */
import { InvalidRequest, type Static, type TSchema } from '../../contract/index.js';
import { compileSchema } from '../../kernel/index.js';

export type Form = Readonly<Record<string, string | readonly string[] | undefined>>;

export const many = (form: Form, name: string): readonly string[] => [form[name] ?? []].flat();
export const one = (form: Form, name: string): string => many(form, name)[0] ?? '';

/** @throws InvalidRequest that names the place */
export function checked<S extends TSchema>(schema: S, value: unknown, pointer: string): Static<S> {
  const faults = compileSchema(schema)(value);
  if (faults.length > 0) {
    throw new InvalidRequest(
      faults.map((fault) => ({ pointer: `${pointer}${fault.pointer}`, reason: fault.reason })),
    );
  }
  return value as Static<S>;
}
