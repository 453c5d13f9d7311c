import type { CatalogueFault } from './errors.js';
import type { FileSet } from './file-set.js';
import { corePartner } from './flow-roles.js';

export function roleFaults({ roles }: FileSet): readonly CatalogueFault[] {
  const names = roles.content.roles.map(({ role }) => role);
  return names.flatMap((name, index) => {
    const at = (reason: string) => [{ file: roles.file, pointer: `/roles/${index}/role`, reason }];
    if (name === corePartner) return at(`${corePartner} is reserved for flows`);
    return names.indexOf(name) === index ? [] : at(`${name} appears twice`);
  });
}

export function ruleFaults({ rules }: FileSet): readonly CatalogueFault[] {
  const faults: CatalogueFault[] = [];
  if (rules.length === 0) faults.push({ file: 'rules', pointer: '', reason: 'holds no consent rule' });
  for (const { file, content } of rules) {
    const at = (pointer: string, reason: string) => faults.push({ file, pointer, reason });
    const sameDay = rules.find((r) => r.file !== file && r.content.effectiveOn === content.effectiveOn);
    if (sameDay !== undefined) at('/effectiveOn', `${sameDay.file} takes effect on the same day`);
    if (content.bands[0]?.fromAge !== 0) at('/bands/0/fromAge', 'the first band starts at birth');
    content.bands.forEach((band, index) => {
      const before = content.bands[index - 1];
      if (before !== undefined && before.fromAge >= band.fromAge)
        at(`/bands/${index}/fromAge`, 'bands stand in order of age');
      if (!band.youngPerson && !band.guardians) at(`/bands/${index}`, 'nobody would have to consent');
    });
  }
  return faults;
}

export const agreementFaults = ({ agreements }: FileSet): readonly CatalogueFault[] =>
  agreements.length > 0
    ? []
    : [{ file: 'agreements', pointer: '', reason: 'holds no participation agreement' }];
