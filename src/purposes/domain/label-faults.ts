/** That what families read is about something that exists, and says all of it. */
import type { CatalogueFault } from './errors.js';
import type { FileSet, LabelTexts, Read, Wording } from './file-set.js';
import { corePartner } from './flow-roles.js';

/** A notice or labels without a purpose version, or without the Dutch text that counts. */
export function wordingFaults({ purposes, notices, labels }: FileSet): readonly CatalogueFault[] {
  const exists = ({ purpose, version }: Wording): boolean =>
    purposes.some(({ content }) => content.id === purpose && content.version === version);
  const strangers = (reads: readonly Read<Wording>[], what: string): readonly CatalogueFault[] =>
    reads
      .filter(({ content }) => !exists(content))
      .map(({ file }) => ({ file, pointer: '', reason: `${what} a purpose version that does not exist` }));
  const hasDutch = (reads: readonly Read<Wording>[], { purpose, version, audience }: Wording): boolean =>
    reads.some(
      ({ content: c }) =>
        c.purpose === purpose && c.version === version && c.audience === audience && c.language === 'nl',
    );
  const young = notices.filter(({ content }) => content.audience === 'young-person');
  return [
    ...strangers(notices, 'is a notice for'),
    ...strangers(labels, 'holds labels of'),
    ...young
      .filter(({ content }) => !hasDutch(notices, content))
      .map(({ file, content: { purpose, version } }) => {
        const reason = `has no Dutch text beside it (notices/${purpose}@${version}.nl.young.md)`;
        return { file, pointer: '', reason };
      }),
    ...labels
      .filter(({ content }) => content.language === 'nl' && content.audience === 'guardian')
      .map(({ file }) => ({ file, pointer: '', reason: 'the Dutch labels stand in the purpose itself' })),
  ];
}

/** Labels that leave out a field, a question or a role, or name one too many. */
export function labelFaults(files: FileSet): readonly CatalogueFault[] {
  return [
    ...files.labels.flatMap((read) => ofPurpose(read, files)),
    ...files.roleLabels.flatMap(({ file, content }) => {
      const roles = [...files.roles.content.roles.map(({ role }) => role), corePartner];
      return differences(file, '/roles', 'role', roles, content.roles);
    }),
  ];
}

function ofPurpose({ file, content }: Read<LabelTexts>, files: FileSet): readonly CatalogueFault[] {
  const purpose = files.purposes.find(
    ({ content: p }) => p.id === content.purpose && p.version === content.version,
  )?.content;
  if (purpose === undefined) return [];
  const fields = purpose.fields.map(({ name }) => name);
  const questions = purpose.questions.map(({ code }) => code);
  return [
    ...differences(file, '/fields', 'field', fields, content.labels.fields),
    ...differences(file, '/questions', 'question', questions, content.labels.questions),
  ];
}

const differences = (
  file: string,
  pointer: string,
  what: string,
  names: readonly string[],
  labelled: Readonly<Record<string, unknown>>,
): readonly CatalogueFault[] => [
  ...names
    .filter((name) => !Object.hasOwn(labelled, name))
    .map((name) => ({ file, pointer, reason: `${what} ${name} is missing` })),
  ...Object.keys(labelled)
    .filter((name) => !names.includes(name))
    .map((name) => ({ file, pointer: `${pointer}/${name}`, reason: `${what} ${name} does not exist` })),
];
