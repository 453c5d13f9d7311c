/** What no single file can say about itself: that names exist elsewhere and that the law's conditions hold together. */
import type { Field, Flow, Purpose, RoleDefinition } from '../../contract/index.js';
import type { CatalogueFault } from './errors.js';
import type { FileSet, Read } from './file-set.js';
import { corePartner, plays } from './flow-roles.js';
import { labelFaults, wordingFaults } from './label-faults.js';
import { largestJsonBytes } from './largest-value.js';
import { neverFaults } from './never-faults.js';
import { agreementFaults, roleFaults, ruleFaults } from './rule-faults.js';

/** What the source puts around a value before padding: `{"value":…}`. */
const wrapperBytes = '{"value":}'.length;

/** Every fault between the files; an empty list means that they form a catalogue. */
export function crossFaults(files: FileSet): readonly CatalogueFault[] {
  return [
    ...roleFaults(files),
    ...ruleFaults(files),
    ...agreementFaults(files),
    ...files.purposes.flatMap((read) => purposeFaults(read, files)),
    ...versionGaps(files),
    ...wordingFaults(files),
    ...labelFaults(files),
    ...neverFaults(files),
  ];
}

function versionGaps(files: FileSet): readonly CatalogueFault[] {
  return files.purposes.flatMap(({ file, content: { id, version } }) =>
    version === 1 || files.purposes.some((p) => p.content.id === id && p.content.version === version - 1)
      ? []
      : [{ file, pointer: '/version', reason: `version ${version - 1} of this purpose is missing` }],
  );
}

function purposeFaults({ file, content }: Read<Purpose>, files: FileSet): readonly CatalogueFault[] {
  const at = (pointer: string, reason: string): CatalogueFault => ({ file, pointer, reason });
  const faults = [
    ...repeated(
      content.flows.map(({ id }) => id),
      '/flows',
      at,
    ),
    ...repeated(
      content.fields.map(({ name }) => name),
      '/fields',
      at,
    ),
    ...repeated(
      content.questions.map(({ code }) => code),
      '/questions',
      at,
    ),
    ...repeated(
      (content.emergency?.grounds ?? []).map(({ code }) => code),
      '/emergency/grounds',
      at,
    ),
    ...content.fields.flatMap((field, index) => fieldFaults(field, content, `/fields/${index}`, at)),
    ...content.flows.flatMap((flow, index) =>
      flowFaults(flow, content, files.roles.content.roles, (place, reason) =>
        at(`/flows/${index}${place}`, reason),
      ),
    ),
  ];
  const hasDutch = files.notices.some(
    ({ content: n }) =>
      n.purpose === content.id &&
      n.version === content.version &&
      n.language === 'nl' &&
      n.audience === 'guardian',
  );
  if (!hasDutch) faults.push(at('', `has no Dutch notice (notices/${content.id}@${content.version}.nl.md)`));
  if ('on' in content.retention && !isYearDay(content.retention.on)) {
    faults.push(at('/retention/on', 'is not a day of every year'));
  }
  return faults;
}

type At = (pointer: string, reason: string) => CatalogueFault;

function fieldFaults(field: Field, purpose: Purpose, pointer: string, at: At): readonly CatalogueFault[] {
  const faults: CatalogueFault[] = [];
  if (!purpose.flows.some(({ fields }) => fields.includes(field.name))) {
    faults.push(at(pointer, `field ${field.name} stands in no flow`));
  }
  const largest = largestJsonBytes(field.schema);
  if (largest === null) {
    faults.push(at(`${pointer}/schema`, 'has no largest value, so that no padded size can hide its length'));
  } else if (largest + wrapperBytes > field.paddedBytes) {
    const needed = largest + wrapperBytes;
    faults.push(at(`${pointer}/paddedBytes`, `is too small: the largest value needs ${needed} bytes`));
  }
  return faults;
}

function flowFaults(
  flow: Flow,
  purpose: Purpose,
  roles: readonly RoleDefinition[],
  at: At,
): readonly CatalogueFault[] {
  const faults: CatalogueFault[] = [];
  for (const side of ['source', 'recipient'] as const) {
    if (!roles.some((role) => plays(flow[side], role)))
      faults.push(at(`/${side}`, `role ${flow[side]} does not exist`));
  }
  if ((flow.source === corePartner) !== (flow.recipient === corePartner)) {
    faults.push(at('', `${corePartner} stands on both sides of a flow or on none`));
  }
  flow.fields.forEach((name, index) => {
    if (!purpose.fields.some((field) => field.name === name)) {
      faults.push(at(`/fields/${index}`, `field ${name} does not exist in this purpose`));
    }
  });
  const health = purpose.fields.filter((field) => field.health && flow.fields.includes(field.name));
  if (health.length > 0 && flow.art9 === null) {
    faults.push(
      at('/art9', `is required, because ${health.map(({ name }) => name).join(', ')} can hold health data`),
    );
  }
  const barred = roles.filter((role) => plays(flow.recipient, role) && !role.mayReceiveHealth);
  if (health.length > 0 && barred.length > 0) {
    faults.push(
      at('/recipient', `role ${barred.map(({ role }) => role).join(', ')} may never receive health data`),
    );
  }
  if ((flow.basis === 'vital-interests') !== (purpose.emergency !== null)) {
    faults.push(at('/basis', 'vital-interests is the basis of an emergency purpose, and of no other'));
  }
  if (!flow.shownToFamily && flow.dpiaRemark === undefined) {
    faults.push(at('/shownToFamily', 'a flow hidden from the family states the reason in dpiaRemark'));
  }
  return faults;
}

const repeated = (names: readonly string[], pointer: string, at: At): readonly CatalogueFault[] =>
  names.flatMap((name, index) =>
    names.indexOf(name) === index ? [] : [at(`${pointer}/${index}`, `${name} appears twice`)],
  );

/** `--02-29` is refused too: it does not come every year. */
function isYearDay(day: string): boolean {
  const date = new Date(`2027-${day.slice(2)}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(5, 10) === day.slice(2);
}
