/** Comma-separated values (RFC 4180), as a spreadsheet opens them: safely, and with every letter right. */

/**
 * A spreadsheet takes a cell that begins so for a formula, and runs it. Where it takes another separator for that of the
 * list, as in Dutch, it also begins a cell within ours.
 */
const formula = /^(?=[\t\r\n])|(?<=^|[;,\t\r\n])(?=\s*[=+\-@＝＋－＠])/g;

const cell = (text: string): string => `"${text.replace(formula, "'").replaceAll('"', '""')}"`;

/** What such a file begins with: the byte order mark, by which spreadsheets know that it is UTF-8. */
export const csvMark = '\ufeff';

export const csvLine = (row: readonly string[]): string => `${row.map(cell).join(',')}\r\n`;

/** A whole file, with its mark. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `${csvMark}${rows.map(csvLine).join('')}`;
