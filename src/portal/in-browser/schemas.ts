/**
 * The JSON Schemas that verifying a receipt needs. The build compiles them (scripts/bundle-check.mjs), because compiling
 * in the page would take `eval`, which its content policy forbids; files of consent-schemas come from the build as well.
 */
import { statementSchemas } from '../../contract/index.js';
import { statedPart } from '../../receipts/index.js';

declare const receiptSchema: object;
declare const accessStatementSchema: object;

export const fileSchemas = { receipt: receiptSchema, accessStatement: accessStatementSchema };

export const compiledByBuild: readonly object[] = [
  receiptSchema,
  accessStatementSchema,
  statementSchemas['kernhub-family-receipt+jwt'],
  statementSchemas['kernhub-access-statement+jwt'],
  statedPart,
];
