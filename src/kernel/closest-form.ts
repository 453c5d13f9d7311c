/** An error of a JSON Schema validator, as far as it says where it is. */
export interface PlacedError {
  readonly keyword: string;
  /** RFC 6901 pointers: into the value, and into the schema. */
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly reason: string;
  /** Where the reason holds: below `instancePath` for a member that is absent or unknown. */
  readonly pointer: string;
}

const unions = ['anyOf', 'oneOf'];

/**
 * Of a value that fits no form of a union, a validator reports every form, and most of it is about forms that were
 * never meant. Leaves the errors of the form that comes closest; where several do, one that names what each wants.
 */
export function closestForms(errors: readonly PlacedError[]): readonly PlacedError[] {
  // From the outermost: what a union leaves out needs no look inside.
  const found = errors
    .filter(({ keyword }) => unions.includes(keyword))
    .sort((a, b) => a.schemaPath.length - b.schemaPath.length);
  return found.reduce((left, union) => (left.includes(union) ? withClosest(left, union) : left), errors);
}

function withClosest(errors: readonly PlacedError[], union: PlacedError): readonly PlacedError[] {
  const inside = new Set(errors.filter((error) => isInside(error, union)));
  const closest = closestOf(formsOf([...inside], union), union);
  const [only, ...others] = closest;
  if (only === undefined) return errors;
  if (others.length === 0) {
    const kept = new Set(only);
    return errors.filter((error) => error !== union && (!inside.has(error) || kept.has(error)));
  }
  const reason = reasonOf(closest, union);
  return errors
    .filter((error) => !inside.has(error))
    .map((error) => (error === union ? { ...union, reason } : error));
}

/** A schema that is referred to is reported under its own place, and stays as it is. */
const isInside = (error: PlacedError, union: PlacedError): boolean =>
  error.schemaPath.startsWith(`${union.schemaPath}/`) &&
  (error.instancePath === union.instancePath || error.instancePath.startsWith(`${union.instancePath}/`));

function formsOf(inside: readonly PlacedError[], union: PlacedError): readonly PlacedError[][] {
  const forms = new Map<string, PlacedError[]>();
  for (const error of inside) {
    const form = error.schemaPath.slice(union.schemaPath.length + 1).split('/')[0] ?? '';
    forms.set(form, [...(forms.get(form) ?? []), error]);
  }
  return [...forms.values()];
}

function closestOf(forms: readonly PlacedError[][], union: PlacedError): readonly PlacedError[][] {
  const distances = forms.map((form) => distanceOf(form, union));
  const least = Math.min(...distances);
  return forms.filter((_, place) => distances[place] === least);
}

/** Another kind of value lies further away than any number of members too many or too few. */
const anotherKind = 10_000;

function distanceOf(form: readonly PlacedError[], { instancePath }: PlacedError): number {
  const steps = form.map((error): number => {
    const depth = error.instancePath.slice(instancePath.length).split('/').length - 1;
    // A member with a fixed value is how forms of one kind are told apart.
    if (error.keyword === 'const' || error.keyword === 'enum') return depth <= 1 ? anotherKind : 0;
    if (depth > 0) return 0;
    if (error.keyword === 'type') return anotherKind;
    return error.keyword === 'required' || error.keyword === 'additionalProperties' ? 1 : 0;
  });
  return steps.reduce((sum, step) => sum + step, 0);
}

function reasonOf(forms: readonly PlacedError[][], { instancePath }: PlacedError): string {
  const errors = forms.flat();
  return errors.every(({ pointer }) => pointer === instancePath)
    ? [...new Set(errors.map(({ reason }) => reason))].join(' or ')
    : 'fits none of the forms that it may have';
}
