/** Comma-separated values (RFC 4180), as a spreadsheet opens them: safely, and with every letter right. */

/** A spreadsheet takes a cell that begins so for a formula, and runs it. */
const formula = /^[=+\-@\t\r]/;

const cell = (text: string): string => `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** What such a file begins with: the byte order mark, by which spreadsheets know that it is UTF-8. */
export const csvMark = '\ufeff';

export const csvLine = (row: readonly string[]): string => `${row.map(cell).join(',')}\r\n`;

/** A whole file, with its mark. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `${csvMark}${rows.map(csvLine).join('')}`;
