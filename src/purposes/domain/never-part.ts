/** What a notice says is never shared: its own part, word for word, so that no screen says something else. */
import type { Notice } from './words.js';

/** By language; the headings under which notices say it. */
const headings: Readonly<Record<string, readonly string[]>> = {
  nl: ['Wat er nooit gedeeld wordt', 'Wat nooit gedeeld wordt'],
  en: ['What is never shared'],
  tr: ['Hiçbir zaman paylaşılmayanlar'],
  ar: ['ما لا نشاركه أبدًا'],
  pl: ['Co nigdy nie jest przekazywane'],
  uk: ['Що ніколи не передають'],
};

/** @returns null where a notice has no such part */
export function neverSharedIn({ language, text }: Pick<Notice, 'language' | 'text'>): string | null {
  const lines = text.split('\n');
  const isHeading = (line: string): boolean => /^#+ /.test(line);
  const start = lines.findIndex(
    (line) => isHeading(line) && headings[language]?.includes(line.replace(/^#+ +/, '').trim()),
  );
  if (start === -1) return null;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex(isHeading);
  const part = rest
    .slice(0, end === -1 ? undefined : end)
    .join('\n')
    .trim();
  return part === '' ? null : part;
}
