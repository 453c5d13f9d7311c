export interface ListedSetting {
  readonly what: string;
  readonly fallback?: string;
  readonly required?: true;
}

/** Settings as lines for `--help`: name, what it is, and whether it must be set. */
export function settingsList(settings: Readonly<Record<string, ListedSetting>>): string {
  const rows = Object.entries(settings);
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows
    .map(([name, { what, fallback, required }]) => {
      const notes = [
        ...(fallback === undefined ? [] : [`default ${fallback}`]),
        ...(required === true ? ['required'] : []),
      ];
      return `  ${name.padEnd(width)}  ${what}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
    })
    .join('\n');
}
