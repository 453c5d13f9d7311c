import type { Setting } from './config-setting.js';
import { settings } from './config-settings.js';

/** The settings of the hub as a Markdown table, for docs/operations.md. */
export function settingsTable(): string {
  const rows = Object.entries(settings as Readonly<Record<string, Setting>>).map(([name, setting]) =>
    [`\`${name}\``, setting.what, fallbackOf(setting), setting.production?.must ?? ''].map(cell).join(' | '),
  );
  return [
    '| setting | what it is | default | in production |',
    '| --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}

const fallbackOf = ({ fallback, required }: Setting): string =>
  fallback !== undefined ? `\`${fallback}\`` : required === true ? 'required' : '';

const cell = (text: string): string => text.replaceAll('|', '\\|');
