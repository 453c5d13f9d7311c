export * from './catalogue.js';
export * from './consent.js';
export * from './exchanges.js';
export * from './me.js';
export * from './partners.js';
export * from './problem.js';
export * from './subjects.js';
