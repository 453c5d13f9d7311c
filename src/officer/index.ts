/**
 * What a privacy officer needs beside each room's own queue: accounts of the whole, made from what the hub itself goes by.
 * Knows purposes, roles and partners; must never know a child, so that an account of the whole tells of nobody.
 */
export { type OfficerNeeds, officerRoutes } from './routes.js';
