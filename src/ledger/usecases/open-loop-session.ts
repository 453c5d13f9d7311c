import type pg from 'pg';
import { openSession, type Session } from '../../database/index.js';

/**
 * The loops ask several times a second. A session that is silent for longer belongs to a process that hangs, on this
 * machine or behind a dead network: PostgreSQL ends it, and with it the lead, before requests elsewhere give up waiting.
 */
const idleLimitMs = 2_500;

/** A session that holds the lead for as long as its loop asks. */
export const openLoopSession = (pool: pg.Pool): Promise<Session> => openSession(pool, idleLimitMs);
