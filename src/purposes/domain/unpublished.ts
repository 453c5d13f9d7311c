import type { Publication } from './publications.js';

type Published = Omit<Publication, 'file'>;

/** Replaced as a whole by whoever runs the hub, so in force is the last one published. */
const isUnversioned = (kind: Publication['kind']): boolean =>
  kind === 'roles' || kind === 'role-labels' || kind === 'policies';
const same = (a: Published, b: Published): boolean =>
  a.kind === b.kind && a.name === b.name && (isUnversioned(a.kind) || a.version === b.version);

/** Published versions whose file changed or vanished, each with what is wrong. */
export function changedAfterPublication(
  files: readonly Publication[],
  published: readonly Published[],
): readonly { readonly file: string; readonly reason: string }[] {
  return published.flatMap((row) => {
    if (isUnversioned(row.kind)) return [];
    const file = files.find((candidate) => same(candidate, row));
    const what = `${row.kind} ${row.name} version ${row.version}`;
    if (file === undefined) return [{ file: what, reason: 'was published and its file is gone' }];
    return file.digest === row.digest
      ? []
      : [{ file: file.file, reason: `changed after it was published as ${what}` }];
  });
}

/** What has to be recorded now, in the order of the files. */
export const unpublished = (
  files: readonly Publication[],
  published: readonly Published[],
): readonly Publication[] =>
  files.filter((file) => published.findLast((row) => same(file, row))?.digest !== file.digest);
