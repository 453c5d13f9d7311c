/** That no Dutch notice, which counts, says of something that it is never shared while the rule lets it flow. */
import type { Field } from '../../contract/index.js';
import type { CatalogueFault } from './errors.js';
import type { FileSet, NoticeText, Read } from './file-set.js';
import { neverSharedIn } from './never-part.js';

export const neverFaults = (files: FileSet): readonly CatalogueFault[] =>
  files.notices.filter(({ content }) => content.language === 'nl').flatMap((read) => ofNotice(read, files));

function ofNotice(
  { file, content }: Read<NoticeText>,
  { purposes, labels }: FileSet,
): readonly CatalogueFault[] {
  const { purpose: id, version, audience } = content;
  const purpose = purposes.find(({ content: p }) => p.id === id && p.version === version)?.content;
  const never = neverSharedIn(content);
  if (purpose === undefined || never === null) return [];
  const own = labels.find(
    ({ content: c }) =>
      c.purpose === id && c.version === version && c.audience === audience && c.language === 'nl',
  )?.content.labels.fields;
  const named = purpose.fields.map((field) => ({
    name: field.name,
    words: wordsOfField(field, [field.label, own?.[field.name]?.label ?? '']),
  }));
  return thingsIn(never).flatMap(({ said, words }) =>
    named
      .filter((field) => words.every((word) => field.words.some((other) => isSame(word, other))))
      .map(({ name }) => ({
        file,
        pointer: '',
        reason: `says that "${said}" is never shared, but the purpose shares ${name}`,
      })),
  );
}

/** Each sentence or list item, with the words that say what it is about. */
const thingsIn = (never: string): readonly { readonly said: string; readonly words: readonly string[] }[] =>
  never
    .split(/[.;,!\n]+/)
    .map((said) => said.replace(/^[\s-]+/, '').trim())
    .map((said) => ({ said, words: wordsIn(said) }))
    .filter(({ words }) => words.length > 0);

/** What a field is called; not what its label says it leaves out. */
const wordsOfField = ({ name, health }: Field, labels: readonly string[]): readonly string[] => [
  ...wordsIn(name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')),
  ...labels.flatMap((label) => wordsIn(label.split(/\b(?:geen|niet|nooit|zonder)\b/i)[0] ?? '')),
  ...(health ? ['gezondheid'] : []),
];

const small = new Set(
  `geen niet niets nooit over van voor het de een en of uw je jouw kind u in op met dat dit er is wat waar waarom wie
   hoe aan naar die dan als om te bij zijn haar hun ook`.split(/\s+/),
);

const wordsIn = (text: string): readonly string[] =>
  (text.toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => !small.has(word));

/** The same word, another form of it, or a compound of it such as *huisadres* of *adres*. */
function isSame(a: string, b: string): boolean {
  const [long, short] = a.length > b.length ? [a, b] : [b, a];
  return a === b || (short.length >= 5 && (long.startsWith(short) || long.endsWith(short)));
}
