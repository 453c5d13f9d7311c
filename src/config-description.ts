export interface DescribedSetting {
  readonly name: string;
  /** Null where nothing is set and nothing is assumed. */
  readonly value: string | null;
  readonly from: 'environment' | 'default';
}

/** The URL with its password and parameters hidden: a password may stand among those too. */
export function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return '(hidden)';
  const shown = new URL(url);
  if (shown.password !== '') shown.password = 'hidden';
  shown.search = '';
  return shown.href;
}

/** What applies of settings that are plain texts. Empty counts as absent. */
export const describedSettings = (
  settings: Readonly<Record<string, { readonly what: string; readonly fallback?: string }>>,
  env: Readonly<Record<string, string | undefined>>,
): readonly DescribedSetting[] =>
  Object.entries(settings).map(([name, { fallback }]) => {
    const text = env[name]?.trim() || undefined;
    return { name, value: text ?? fallback ?? null, from: text === undefined ? 'default' : 'environment' };
  });

/** The effective settings as lines for people, secrets hidden. */
export function describeConfig(config: { readonly described: readonly DescribedSetting[] }): string {
  const width = Math.max(...config.described.map(({ name }) => name.length));
  return config.described
    .map(({ name, value, from }) => {
      const origin = from === 'default' && value !== null ? '  (default)' : '';
      return `${name.padEnd(width)}  ${value ?? '(not set)'}${origin}`;
    })
    .join('\n');
}
