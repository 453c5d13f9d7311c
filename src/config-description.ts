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
