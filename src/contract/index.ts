/**
 * Everything a partner may see of the hub: wire schemas, problem codes, statements that travel signed, and the shape
 * of a route. Schema and type are one (TypeBox), so text, check and OpenAPI cannot diverge. Holds no behaviour of the
 * hub and must never know how anything is stored.
 */
export * from './caller.js';
export * from './cursor.js';
export * from './hub-error.js';
export * from './identifier.js';
export * from './ids.js';
export * from './oversees.js';
export * from './problems.js';
export * from './rights-statements.js';
export * from './route.js';
export * from './schema.js';
export * from './sealed-texts.js';
export * from './statements.js';
export * from './stop-statements.js';
export * from './wire/index.js';
