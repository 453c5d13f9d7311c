import type pg from 'pg';

/** Texts are constants of the stores; should one ever be built from data, neither the server nor we must keep every one. */
const preparedAtMost = 500;
const names = new Map<string, string>();

/** Names a statement with values after its text, so that each connection parses and plans it once and not every time. */
export function statementOf(text: string, values: readonly unknown[], name = nameOf(text)): pg.QueryConfig {
  const named = name !== undefined && values.length > 0;
  return { text, values: [...values], ...(named && { name }) };
}

export function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= preparedAtMost) return known;
  const name = `kernhub-${names.size}`;
  names.set(text, name);
  return name;
}

/** What writes, locks, counts on or sets something: words of SQL, of PostgreSQL's own functions and of our migrations'. */
const effects =
  /\b(?:(?:INSERT|UPDATE|DELETE|MERGE|SHARE|\w*advisory\w*|nextval|setval|set_config|pg_notify)\b|(?:ledger|erase|lapse)_\w+\s*\()/i;

const judged = new Map<string, boolean>();

/**
 * Whether a statement does no more than read, as far as its text says so; one of which that is not plain does not. Each text
 * is looked through once.
 */
export function onlyReads(text: string): boolean {
  const known = judged.get(text);
  if (known !== undefined) return known;
  const reads = /^\s*SELECT\b/i.test(text) && !effects.test(text);
  if (judged.size < preparedAtMost) judged.set(text, reads);
  return reads;
}
