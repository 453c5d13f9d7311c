/**
 * HTTP: mounts the route tables of all rooms on Express, asks identity who calls, checks input, renders problems and
 * the OpenAPI document. Knows paths, schemas and codes; must never know what a route means, so that no rule of the
 * domain can hide in a middleware.
 */
export { openApiDocument } from './domain/openapi/document.js';
export * from './offline.js';
export { type SystemRouteOptions, systemRoutes } from './routes.js';
export { apiVersion } from './server/headers.js';
export { createLog, type Log, type LogFields, type LogLevel } from './server/log.js';
export { createMetrics, type Metrics, type Reading } from './server/metrics.js';
export type { ProblemPage } from './server/problem-page.js';
export { type RateLimits, usualLimits } from './server/rate-limit.js';
export type { OnOffContract } from './server/reply-check.js';
export type { Authenticate, Credentials, VerifyPayloadSignature } from './server/serve-route.js';
export { createServer, type HubServer, type ServerOptions } from './server/server.js';
export { type RecordRejection, rejectionRecorder } from './usecases/record-rejection.js';
